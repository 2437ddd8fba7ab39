import fc from 'fast-check';
import type { OrderDeskClient } from '../../api/client/client';
import { isOrderDeskError } from '../../api/errors';
import { isObject } from '../../api/types';
import { itemsOf } from '../../api/order/update/patch';
import type { OrderPatch } from '../../api/order/update/patch';
import { updateOrders } from '../../api/order/update/update';
import type { JsonObject } from '../../api/types';
import { anyUpdate } from './anyOrder.cts';
import type { AnyUpdate } from './anyOrder.cts';
import { UpdateWorld } from './store.cts';
import { unasked } from './unasked.cts';

/** Updates an order; the code under test, or a control. */
export type Update = (client: OrderDeskClient, orderId: string, patches: readonly OrderPatch[]) => Promise<unknown>;

export const ours: Update = async (client, orderId, patches) => {
	const failed = (await updateOrders(client, orderId, patches)).find((result) => isOrderDeskError(result));
	if (failed) throw failed;
};

/** The update that most connectors make: a PUT of what the user has given. */
export const partialPut: Update = async (client, orderId, patches) => {
	await client.call('getOrder', { path: { orderId } });
	const body = patches.reduce<JsonObject>((all, { fields }) => ({ ...all, ...fields }), {});
	await client.call('replaceOrder', { path: { orderId }, body });
};

/** Fields of a later day, put into what the store sends. */
const withUnknown = (order: JsonObject): void => {
	order['of_a_later_day'] = { of: ['a', 'later', 'day'] };
	for (const item of itemsOf(order)) item['of_a_later_day'] = 'x';
	for (const name of ['shipping', 'customer']) {
		const { [name]: address } = order;
		if (isObject(address)) address['of_a_later_day'] = 'x';
	}
};

/** The items of the patches by the IDs the store has given them. */
const renamed = (patches: readonly OrderPatch[], ids: readonly string[]): OrderPatch[] => {
	const idOf = (name: string) => (/^\d+$/.test(name) ? (ids[Number(name) - 1] ?? name) : name);
	return patches.map(({ updateItems = [], deleteItems = [], ...patch }) => ({
		...patch,
		updateItems: updateItems.map(({ item, fields }) => ({ item: idOf(item), fields })),
		deleteItems: deleteItems.map(idOf),
	}));
};

/** Updates one order in the store: what was changed without having been asked for. */
const trial = async (update: Update, { order, patches }: AnyUpdate): Promise<string[]> => {
	let fetched: JsonObject | undefined;
	let sent: JsonObject | undefined;
	const world = new UpdateWorld(1, {
		asks: ({ method, body }) => void (method === 'PUT' && (sent ??= structuredClone(body) as JsonObject)),
		answers: ({ method }, { order: read }) => {
			if (method !== 'GET' || !isObject(read)) return;
			withUnknown(read);
			fetched ??= structuredClone(read);
		},
	});
	const named = { ...order, customer: { ...(order['customer'] as JsonObject), company: 'Acme' } };
	const stored = world.sandbox.store.orders.create(named, 'silent');
	const own = renamed(
		patches,
		stored.order_items.map(({ id }) => id),
	);
	await world.time.until(update(world.client(), stored.id, own));
	return fetched ? unasked(fetched, sent ?? fetched, own) : ['nothing was fetched'];
};

/** How many of so many orders an update changes where it was not asked to, with the first findings. */
export const countBlanked = async (
	update: Update,
	{ orders, seed }: { orders: number; seed: number },
): Promise<{ blanked: number; examples: string[][] }> => {
	let blanked = 0;
	const examples: string[][] = [];
	for (const one of fc.sample(anyUpdate, { numRuns: orders, seed })) {
		const found = await trial(update, one);
		if (found.length === 0) continue;
		blanked += 1;
		if (examples.length < 3) examples.push(found);
	}
	return { blanked, examples };
};
