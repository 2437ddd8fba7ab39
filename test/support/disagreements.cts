import type { JsonObject } from '../../api/types';
import { switchTable } from '../../sandbox/index.cts';
import type { Switches } from '../../sandbox/index.cts';
import { fullOrder } from './virtualStore.cts';
import type { VirtualStore } from './virtualStore.cts';

/** Every value of every switch but its default: the sources disagree, and the client has to be right under all of them. */
export const disagreements = Object.entries(switchTable).flatMap(([name, { values, default: usual }]) =>
	values
		.filter((value) => value !== usual)
		.map((value): [string, Partial<Switches>] => [`${name} = ${value}`, { [name]: value }]),
);

const keyed = { 0: 'Engraving', 1: 'Ribbon' };
const three = ['A', 'B', 'C'];

/** An order that staff have worked on: of each of its lists the second row was deleted, and its maps have numbers as keys. */
export const wornOrder = ({ sandbox }: VirtualStore, changes: JsonObject = {}): string => {
	const { orders, items, shipments } = sandbox.store;
	const order = orders.create(
		fullOrder({
			checkout_data: keyed,
			order_metadata: keyed,
			discount_list: three.map((name) => ({ name, code: name, amount: 1 })),
			order_notes: three.map((name) => ({ username: name, content: name, date_added: '2026-01-10 12:00:00' })),
			order_items: three.map((name) => ({
				name,
				code: name,
				price: 2,
				quantity: 3,
				variation_list: keyed,
				metadata: keyed,
			})),
			...changes,
		}),
		'silent',
	);
	const { id } = order;
	for (const tracking_number of three) shipments.add(id, { tracking_number, carrier_code: 'UPS' });
	const rest = <T,>([first, , ...others]: T[]): T[] => [first as T, ...others];
	orders.edit(id, { discount_list: rest(order.discount_list), order_notes: rest(order.order_notes) });
	items.remove(id, order.order_items[1]?.id ?? '');
	shipments.remove(id, order.order_shipments[1]?.id ?? '');
	return id;
};

/** An order as the store keeps it, but for what changes by itself with every update. */
export const keptOrder = ({ sandbox }: VirtualStore, id: string): JsonObject => {
	const kept = structuredClone(sandbox.store.orders.get(id)) as unknown as JsonObject;
	delete kept['date_updated'];
	delete kept['order_history'];
	return kept;
};

/** Fills a store, and then deletes what was there first, so that its lists have a gap. */
export const withGaps = <T,>({ sandbox }: VirtualStore, fill: () => T): T => {
	const { orders, inventory } = sandbox.store;
	const order = orders.create(fullOrder({ source_id: 'gone' }), 'silent');
	const item = inventory.add({ name: 'Gone', code: 'gone' });
	const filled = fill();
	orders.remove(order.id);
	inventory.remove(item.id);
	return filled;
};
