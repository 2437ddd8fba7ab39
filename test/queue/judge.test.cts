import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

interface Order {
	order_shipments: object[];
	order_history: Array<{ note: string }>;
	folder_id: string;
}
interface Verdict {
	orders: number;
	unfinished: string[];
	doubled: string[];
}

const scripts = join(__dirname, '..', '..', 'scripts');
const { judge } = jest.requireActual<{ judge: (sandbox: unknown, ids: string[]) => Promise<Verdict> }>(
	join(scripts, 'queue', 'judge.cjs'),
);
const { FOLDERS } = jest.requireActual<{ FOLDERS: { new: string; closed: string } }>(
	join(scripts, 'start', 'check', 'shipping.cjs'),
);

const complete: Order = {
	order_shipments: [{}],
	order_history: [{ note: 'Order was imported' }, { note: 'Shipped with UPS, tracking number DEMO1' }],
	folder_id: FOLDERS.closed,
};
const twice = [...complete.order_history, { note: 'Shipped with UPS, tracking number DEMO1' }];

const verdictOn = async (order: Order): Promise<Verdict> =>
	await judge({ order: async () => await Promise.resolve(order) }, ['1']);

describe('the judge of the run in queue mode', () => {
	it('has nothing to say of an order that is complete', async () => {
		expect(await verdictOn(complete)).toEqual({ orders: 1, unfinished: [], doubled: [] });
	});

	it.each<[string, Partial<Order>]>([
		['has no shipment', { order_shipments: [] }],
		['has no note', { order_history: [{ note: 'Order was imported' }] }],
		['was not moved', { folder_id: FOLDERS.new }],
	])('names an order that %s: a negative control', async (_, change) => {
		expect(await verdictOn({ ...complete, ...change })).toMatchObject({ unfinished: ['1'], doubled: [] });
	});

	it.each<[string, Partial<Order>]>([
		['two shipments', { order_shipments: [{}, {}] }],
		['the note twice', { order_history: twice }],
	])('names an order with %s: a negative control', async (_, change) => {
		expect(await verdictOn({ ...complete, ...change })).toMatchObject({ unfinished: [], doubled: ['1'] });
	});
});
