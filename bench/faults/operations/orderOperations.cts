import { settle } from '../../../api/errors';
import { moveOrders } from '../../../api/order/move/move';
import { addNote } from '../../../api/order/addNote';
import type { OrderPatch } from '../../../api/order/update/patch';
import { updateOrder } from '../../../api/order/update/update';
import { deleteOrder, getOrder } from '../../../api/order/order';
import { searchOrders } from '../../../api/order/search';
import type { JsonObject } from '../../../api/types';
import { createOrKeep } from '../../../api/order/upsert';
import type { Want } from '../history.cts';
import { below, chance, oneOf, reportOfCall, reportsOf, someOf } from './operation.cts';
import type { Make, World } from './operation.cts';
import { noteMark } from '../records.cts';
import { fullOrder } from '../fullRecords.cts';

export const anyOrder = (world: World) => oneOf(world, world.orders);

/** Orders that are there from the beginning to the end. */
export const isKept = ({ source_id: sourceId }: { source_id: string }): boolean => sourceId.startsWith('kept-');

const emailOf = (number: number): string => `buyer-${number}@example.com`;

export const createKeyed: Make = (world) => {
	// Others may have the same number, at the same time.
	const sourceId = chance(world, 0.7) ? `S-${world.number}` : `shared-${below(world, 4)}`;
	const email = emailOf(world.number);
	const add: Want = { to: 'add', under: 'order', like: { source_id: sourceId, email } };
	const order = fullOrder({ source_id: sourceId, email });
	return {
		name: 'create an order with a source ID',
		parts: [[add]],
		run: async (client) => [reportOfCall(await settle(createOrKeep(client, order, 'fail')))],
	};
};

/** Orders without a source ID: of people with a name and address of their own, of one family, or all equal. */
const keylessOrders: ReadonlyArray<(number: number) => { order: JsonObject; like: Record<string, string> }> = [
	(number) => ({ order: { email: emailOf(number) }, like: { email: emailOf(number) } }),
	(number) => {
		const shipping = { first_name: `Buyer ${number}`, last_name: 'Lee' };
		return { order: { email: '', shipping }, like: { 'shipping/first_name': shipping.first_name } };
	},
	(number) => {
		const cart = String(number);
		return { order: { order_metadata: { cart } }, like: { 'order_metadata/cart': cart } };
	},
	() => ({ order: { email: 'walk-in@example.com' }, like: { email: 'walk-in@example.com' } }),
];

export const createKeyless: Make = (world) => {
	const { order: changes, like } = oneOf(world, keylessOrders)?.(world.number) ?? { order: {}, like: {} };
	const order = fullOrder({ ...changes, source_id: '' });
	return {
		name: 'create an order without a source ID',
		parts: [[{ to: 'add', under: 'order', like }]],
		run: async (client) => [reportOfCall(await settle(createOrKeep(client, order, 'fail')))],
	};
};

export const upsert: Make = (world) => {
	const existing = chance(world, 0.6) ? oneOf(world, world.orders.filter(isKept)) : undefined;
	const sourceId = existing?.source_id ?? `U-${world.number}`;
	const email = emailOf(world.number);
	const want: Want = existing
		? { to: 'set', path: `order/${existing.id}/email`, value: email }
		: { to: 'add', under: 'order', like: { source_id: sourceId, email } };
	const order = existing
		? {
				source_id: sourceId,
				source_name: 'Shopify',
				email,
				shipping: { first_name: 'Jimmy' },
				order_items: [{ name: 'x' }],
			}
		: fullOrder({ source_id: sourceId, email });
	return {
		name: 'create or update an order',
		parts: [[want]],
		run: async (client) => [reportOfCall(await settle(createOrKeep(client, order, 'update')))],
	};
};

/** Values of fields, each with what it comes to in the store. */
const fieldChanges = (world: World, path: string): Array<{ fields: JsonObject; want: Want }> => {
	const value = `v${world.number}`;
	const set = (name: string, fields: JsonObject) => ({
		fields,
		want: { to: 'set', path: `${path}/${name}`, value } as const,
	});
	return [
		set('email', { email: value }),
		set('shipping_method', { shipping_method: value }),
		set('shipping/city', { shipping: { city: value } }),
		set('customer/phone', { customer: { phone: value } }),
		set('checkout_data/Gift Message', { checkout_data: { 'Gift Message': value } }),
		set(`order_metadata/key-${world.number}`, { order_metadata: { [`key-${world.number}`]: value } }),
		{
			fields: { tax_total: world.number },
			want: { to: 'set', path: `${path}/tax_total`, value: String(world.number) },
		},
		{
			fields: { order_notes: [{ username: 'n8n', content: `Content ${world.number}` }] },
			want: { to: 'shift', path: `${path}/note/Content ${world.number}`, by: 1 },
		},
	];
};

/** A new item, now and then one that is equal to others, or differs from them in its price only. */
export const newItem = (world: World, step = 0): { item: JsonObject; like: Record<string, string> } => {
	const code = chance(world, 0.6) ? `item-${world.number}-${step}` : 'tape';
	const price = chance(world, 0.5) ? world.number : 3;
	return { item: { name: `Item ${code}`, code, quantity: 2, price }, like: { code, price: String(price) } };
};

export const update: Make = (world) => {
	const order = anyOrder(world);
	if (!order) return undefined;
	const path = `order/${order.id}`;
	const changes = someOf(world, fieldChanges(world, path), 3);
	const wants = changes.map(({ want }) => want);
	const patch: OrderPatch = { fields: Object.assign({}, ...changes.map(({ fields }) => fields)) as JsonObject };
	const items = someOf(world, order.order_items, 2);
	if (chance(world, 0.25)) {
		const { item, like } = newItem(world);
		patch.addItems = [item];
		wants.push({ to: 'add', under: `${path}/item`, like });
	}
	const [changed, deleted] = items;
	if (changed && chance(world, 0.3)) {
		patch.updateItems = [{ item: changed.id, fields: { quantity: world.number } }];
		wants.push({ to: 'set', path: `${path}/item/${changed.id}/quantity`, value: String(world.number) });
	}
	if (deleted && order.order_items.length > 3 && chance(world, 0.5)) {
		patch.deleteItems = [deleted.id];
		wants.push({ to: 'remove', path: `${path}/item/${deleted.id}` });
	}
	return {
		name: 'update an order',
		parts: [wants],
		run: async (client) => [reportOfCall(await settle(updateOrder(client, order.id, patch)))],
	};
};

export const note: Make = (world) => {
	const order = anyOrder(world);
	if (!order) return undefined;
	const text = `${noteMark}${oneOf(world, ['packed', world.number, `packed in box ${world.number}`])}`;
	return {
		name: 'add a note',
		parts: [[{ to: 'shift', path: `order/${order.id}/history/${text}`, by: 1 }]],
		run: async (client) => [reportOfCall(await settle(addNote(client, order.id, { note: text })))],
	};
};

export const move: Make = (world) => {
	const folders = world.store.folders.all();
	// Only moves to one folder can travel together.
	const folder = oneOf(world, chance(world, 0.7) ? folders.slice(0, 2) : folders);
	const orders = someOf(world, world.orders, 4);
	if (!folder || orders.length === 0) return undefined;
	const parts = orders.map(({ id }): Want[] => [{ to: 'set', path: `order/${id}/folder_id`, value: folder.id }]);
	return {
		name: 'move orders',
		parts,
		run: async (client) =>
			reportsOf(
				parts,
				await settle(
					moveOrders(
						client,
						orders.map(({ id }) => id),
						folder,
					),
				),
			),
	};
};

export const remove: Make = (world) => {
	const order = oneOf(
		world,
		world.orders.filter((one) => !isKept(one)),
	);
	if (!order) return undefined;
	return {
		name: 'delete an order',
		parts: [[{ to: 'remove', path: `order/${order.id}` }]],
		run: async (client) => [reportOfCall(await settle(deleteOrder(client, order.id)))],
	};
};

export const read: Make = (world) => {
	const order = anyOrder(world);
	if (!order) return undefined;
	return {
		name: 'read orders',
		parts: [[]],
		run: async (client) => {
			const search = {
				filters: { source_name: 'Shopify' },
				limit: 5,
				timezone: async () => await Promise.resolve('utc'),
			};
			const work: Promise<unknown> = world.number % 2 ? getOrder(client, order.id) : searchOrders(client, search);
			return [reportOfCall(await settle(work))];
		},
	};
};
