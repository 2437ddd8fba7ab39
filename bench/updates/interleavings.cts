import type { OrderDeskClient } from '../../api/client/client';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { updatePart } from '../../api/orderPart/orderPart';
import { updateOrder } from '../../api/order/update/update';
import type { JsonObject } from '../../api/types';
import { fullOrder } from '../faults/fullRecords.cts';
import type { Update } from './blanked.cts';
import { UpdateWorld } from './store.cts';

/** The order that all executions of a schedule work on. */
interface Shared {
	orderId: string;
	itemId: string;
	update: Update;
}

/** One update: it leaves a mark of its own, so that no other one has to overwrite it. */
type Kind = (client: OrderDeskClient, shared: Shared, mark: string) => Promise<unknown>;

const ofOrder =
	(fields: (mark: string) => JsonObject): Kind =>
	async (client, { orderId, update }, mark) =>
		await update(client, orderId, [{ fields: fields(mark) }]);

const kinds: readonly Kind[] = [
	ofOrder((mark) => ({ order_metadata: { [mark]: '1' } })),
	ofOrder((mark) => ({ checkout_data: { [mark]: '1' } })),
	ofOrder((mark) => ({ order_notes: [{ content: mark }] })),
	async (client, { orderId, update }, mark) =>
		await update(client, orderId, [{ fields: {}, addItems: [{ name: mark, code: mark }] }]),
	async (client, { orderId, itemId, update }, mark) =>
		await update(client, orderId, [
			{ fields: {}, updateItems: [{ item: itemId, fields: { metadata: { [mark]: '1' } } }] },
		]),
	async (client, { orderId, itemId }, mark) =>
		await updatePart(client, orderItemKind, { orderId, id: itemId }, { variation_list: { [mark]: '1' } }),
];

export const updateOf: Update = async (client, orderId, patches) => {
	for (const patch of patches) await updateOrder(client, orderId, patch);
};

export interface Losses {
	/** Updates that were reported as done. */
	done: number;
	/** Those of them whose values are not in the order when all is over. */
	lost: number;
}

export interface ScheduleOptions {
	seed: number;
	update?: Update;
	/** Each execution in a process of its own, where nothing holds one off while another is at work. */
	apart?: boolean;
}

/** Two to four executions update one order at the same time, at random moments and over a network of random speed. */
export const runSchedule = async ({ seed, update = updateOf, apart = false }: ScheduleOptions): Promise<Losses> => {
	const world = new UpdateWorld(seed);
	const { orders } = world.sandbox.store;
	const { id: orderId, order_items: items } = orders.create(fullOrder(), 'silent');
	const shared: Shared = { orderId, itemId: items[0]?.id ?? '', update };
	const upTo = (most: number) => Math.floor(world.random() * most);
	const marks: string[] = [];
	const execution = async (number: number) => {
		const client = world.client(apart ? number : 0);
		for (let left = 1 + upTo(3); left > 0; left--) {
			await world.wait(1_500);
			const mark = `mark-${number}-${left}.`;
			const kind = kinds[upTo(kinds.length)];
			await kind?.(client, shared, mark);
			marks.push(mark);
		}
	};
	await world.time.until(
		Promise.all(Array.from({ length: 2 + upTo(3) }, async (_, number) => await execution(number))),
	);
	const after = JSON.stringify(orders.onWire(orders.get(orderId)));
	return { done: marks.length, lost: marks.filter((mark) => !after.includes(mark)).length };
};
