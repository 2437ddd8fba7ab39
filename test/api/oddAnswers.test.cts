import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../api/errors';
import { addOrderItems } from '../../api/orderItem/add';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { deletePart, getPart, listParts, updatePart } from '../../api/orderPart/orderPart';
import { planOrder } from '../../api/order/update/plan';
import { sendPlan } from '../../api/order/update/send';
import { previewUpdates, updateOrder, updateOrders } from '../../api/order/update/update';
import { deleteOrder, getOrder } from '../../api/order/order';
import { findOrderId } from '../../api/order/search';
import { createOrder } from '../../api/order/create';
import { updateOrderItems } from '../../api/orderItem/update';
import { moveOrders } from '../../api/order/move/move';
import { searchOrders } from '../../api/order/search';
import { EqualWrites } from '../../api/writing/recentWrites';
import { shipmentKind } from '../../api/shipment/shipment';
import type { JsonObject } from '../../api/types';
import { createOnce } from '../../api/order/upsert';
import { answer, broken, clockSays, scriptedStore, success } from '../support/scriptedStore.cts';
import type { Scripted } from '../support/scriptedStore.cts';

const [glue, paper] = [
	{ id: '1', name: 'Glue', code: 'glue', quantity: 2, price: 3 },
	{ id: '2', name: 'Paper', code: 'paper', quantity: 1, price: 5, weight: 2 },
];
const order: JsonObject = {
	id: '7',
	email: 'a@b.c',
	date_updated: '2026-01-15 11:00:00',
	order_items: [glue, paper],
	order_total: 11,
	weight_total: 2,
};
const sends = (record: JsonObject): Scripted => success({ order: record });
const page = (orders: JsonObject[]): Scripted => success({ orders, limit: 500 });
const gone = answer(404, 'Order not found');
const times = (count: number, what: Scripted): Scripted[] => Array.from({ length: count }, () => what);
const setEmail = { fields: { email: 'x@b.c' } };
const failureOf = async (promise: Promise<unknown>) => {
	const outcome = await settle(promise);
	return outcome.ok ? 'no failure' : outcome.error;
};

describe('an answer without what was asked for', () => {
	it('is no order, no list and no item', async () => {
		const { client } = scriptedStore([
			success({ order: 'odd' }),
			success({ order_items: 'odd' }),
			success({ order_item: [] }),
		]);
		const [none, list, item] = [
			await failureOf(getOrder(client, '7')),
			await failureOf(listParts(client, orderItemKind, '7')),
			await failureOf(getPart(client, orderItemKind, { orderId: '7', id: '1' })),
		];
		expect([none, list, item]).toMatchObject([
			{ kind: 'unknown', message: 'Order Desk answered without order 7' },
			{ kind: 'unknown', message: "Order Desk sent 'order_items' in a form that cannot be read" },
			{ kind: 'unknown', message: 'Order Desk answered without order item 1' },
		]);
	});

	it.each([
		[{}],
		[{ orders: 'none' }],
		[{ orders: { a: order } }],
		[{ orders: ['odd', order] }],
		[{ orders: null }],
		[{ orders: '' }],
	])('is never an empty page of a search: %j', async (page) => {
		const { client } = scriptedStore(times(9, success(page)));
		const search = { filters: {}, timezone: async () => await Promise.resolve('UTC') };
		expect(await failureOf(searchOrders(client, search))).toMatchObject({ kind: 'unknown' });
	});

	it.each([[[]], [{}]])('is an empty page where the list is %j', async (orders) => {
		const { client, requests } = scriptedStore(times(2, success({ orders })));
		const search = { filters: {}, withHistory: true, timezone: async () => await Promise.resolve('UTC') };
		expect(await searchOrders(client, search)).toEqual([]);
		expect(requests[0]?.query).toMatchObject({ get_order_history: 1 });
	});

	it('to a new order is uncertain: it was created, and must not be once more', async () => {
		const { client } = scriptedStore([success({ order: 'odd' })]);
		expect(await failureOf(createOrder(client, { source_id: '1', email: 'a@b.c' }))).toMatchObject({
			kind: 'uncertain',
			message: 'Order Desk created the order, but did not send it',
			advice: 'Find it in Order Desk. Do not run this again, or it is created a second time.',
		});
	});
});

describe('an order by its source ID', () => {
	it('is the only one that has it', async () => {
		const { client } = scriptedStore([
			page([
				{ id: 7, source_id: '1' },
				{ id: 8, source_id: '12' },
			]),
		]);
		expect(await findOrderId(client, '1')).toBe('7');
	});

	it('is refused when there is none, or when several shops have used it', async () => {
		const twins = [7, 8].map((id) => ({ id, source_id: '1', source_name: `Shop ${id}` }));
		const { client } = scriptedStore([page([]), page(twins)]);
		expect(await failureOf(findOrderId(client, '1'))).toMatchObject({ message: "No order has the source ID '1'" });
		expect(await failureOf(findOrderId(client, '1'))).toMatchObject({
			message: "2 orders have the source ID '1'",
			advice: "Choose one 'By ID': 8 (Shop 8), 7 (Shop 7).",
		});
	});
});

describe('a search by date', () => {
	it('leaves out an order that does not tell its date', async () => {
		const orders = [{ id: 2, date_added: '2026-01-15 11:00:00' }, { id: 1 }];
		const { client } = scriptedStore([page(orders)]);
		const search = { filters: { search_start_date: 0 }, timezone: async () => await Promise.resolve('UTC') };
		expect((await searchOrders(client, search)).map(({ id }) => id)).toEqual([2]);
	});
});

describe('the last updated orders', () => {
	const orderOf = (id: number, minute: number) => ({
		id,
		date_updated: new Date(Date.UTC(2026, 0, 15) + minute * 60_000).toISOString().slice(0, 19).replace('T', ' '),
	});
	const list = Array.from({ length: 700 }, (_, place) => orderOf(place + 1, 700 - place));
	const search = {
		filters: {},
		limit: 650,
		sort: { by: 'date_updated', descending: true },
		timezone: async () => await Promise.resolve('UTC'),
	} as const;

	/** The list at the first request, and at every later one. */
	const find = async (first: JsonObject[], later: JsonObject[]) => {
		let isFirst = true;
		const { client } = scriptedStore(({ query = {} }) => {
			const { limit, offset } = query as { limit: number; offset: number };
			const rows = (isFirst ? first : later).slice(offset, offset + limit);
			isFirst = false;
			return page(rows);
		});
		return (await searchOrders(client, search)).map(({ id }) => id);
	};

	it('are those at the end of the search: one that was updated meanwhile has gone to the head, and is found there', async () => {
		const ids = await find(list, [orderOf(600, 800), ...list.filter(({ id }) => id !== 600)]);
		expect(ids.slice(0, 3)).toEqual([600, 1, 2]);
		expect(new Set(ids).size).toBe(650);
	});

	it('are read once more as far as there may be such a one, also where all carry the same second', async () => {
		const same = list.map(({ id }) => orderOf(id, 1));
		expect(new Set(await find(same, same)).size).toBe(650);
	});
});

describe('a deletion whose repeat is refused', () => {
	it('has failed when the order is still there, and is uncertain when that cannot be seen', async () => {
		const there = scriptedStore([broken(), answer(400, 'Locked'), ...times(2, sends(order))]);
		expect(await failureOf(deleteOrder(there.client, '7'))).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('Locked'),
		});
		const unseen = scriptedStore([broken(), answer(400, 'Locked'), ...times(18, answer(502))]);
		expect(await failureOf(deleteOrder(unseen.client, '7'))).toMatchObject({ kind: 'uncertain' });
	});

	it('has failed when the item is still there', async () => {
		const { client } = scriptedStore([broken(), answer(400, 'Locked'), ...times(2, success({ order_items: [glue] }))]);
		const failure = await failureOf(deletePart(client, orderItemKind, { orderId: '7', id: '1' }));
		expect(failure).toMatchObject({ kind: 'refused', message: expect.stringContaining('Locked') });
	});
});

describe('items that are deleted with an update', () => {
	const deleting = ['1', '2'].map((item) => ({ fields: {}, deleteItems: [item] }));

	it('fail alone where one is refused, and the order is worked out where it cannot be read', async () => {
		const { client } = scriptedStore([sends(order), success(), answer(400, 'Locked'), gone]);
		const [first, second] = await updateOrders(client, '7', deleting);
		expect(first).toMatchObject({ order: { order_items: [paper], order_total: 5, weight_total: 2 } });
		expect(second).toMatchObject({ kind: 'refused', message: expect.stringContaining('Locked') });
	});

	it('are looked for in the order when an answer was lost and the repeat is refused', async () => {
		const { client } = scriptedStore([sends(order), broken(), answer(400, 'Locked'), ...times(3, sends(order))]);
		expect(await updateOrders(client, '7', deleting.slice(0, 1))).toMatchObject([{ kind: 'refused' }]);
	});
});

describe('an update of an order whose items cannot be read', () => {
	const odd = { ...order, order_items: 'odd' };

	it('sends nothing, whether or not it changes items, since they would be sent back', async () => {
		const { client, sent } = scriptedStore([sends(odd)]);
		const patches = [{ fields: {}, addItems: [{ name: 'Pen' }] }, setEmail];
		const failed = { kind: 'unknown', message: expect.stringContaining("'order_items'") };
		expect(await updateOrders(client, '7', patches)).toMatchObject([failed, failed]);
		expect(sent()).toEqual(['GET /orders/7']);
	});

	it('is not as it was left where they cannot be read back', async () => {
		const after = { ...odd, email: 'x@b.c' };
		const { client } = scriptedStore([sends(order), success(), ...times(2, sends(after))]);
		expect(await updateOrders(client, '7', [setEmail], { verify: true })).toMatchObject([
			{ differing: ['order_items'] },
		]);
	});

	it('is done in part where the answer does not tell which items are still to be deleted', async () => {
		const { client } = scriptedStore([sends(order), sends(odd)]);
		const [both] = await updateOrders(client, '7', [{ ...setEmail, deleteItems: ['1'] }]);
		expect(both).toMatchObject({ kind: 'partial', message: expect.stringContaining("'order_items'") });
	});

	it('is worked out from what was sent where it cannot be read after a deletion', async () => {
		const { client } = scriptedStore([sends(order), answer(400, 'Locked'), sends(odd)]);
		expect(await updateOrders(client, '7', [{ fields: {}, deleteItems: ['1'] }])).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Locked') },
		]);
	});
});

describe('an item that was added', () => {
	const tape = { name: 'Tape', code: 'tape', price: 3 };

	it('is the one that is like it, where the store has rewritten it', async () => {
		const rewritten = { id: '9', name: 'TAPE', code: '', price: 3 };
		const { client } = scriptedStore([
			success({ order_items: [glue] }),
			success(),
			success({ order_items: [glue, rewritten] }),
		]);
		expect(await addOrderItems(client, '7', [tape])).toEqual([rewritten]);
	});

	it('is given back as it was sent where two are like it, or none is', async () => {
		const like = ['8', '9'].map((id) => ({ id, name: 'TAPE' }));
		for (const listed of [like, []]) {
			const { client } = scriptedStore([success({ order_items: [] }), success(), success({ order_items: listed })]);
			expect(await addOrderItems(client, '7', [tape])).toEqual([tape]);
		}
	});
});

describe('an item whose update was lost', () => {
	const address = { orderId: '7', id: '1' };
	const item = success({ order_item: glue });

	it('is gone when the looks say so, and uncertain when they see nothing', async () => {
		const missing = scriptedStore([item, broken(), gone, gone]);
		expect(await failureOf(updatePart(missing.client, orderItemKind, address, { quantity: 5 }))).toMatchObject({
			status: 404,
		});
		const unseen = scriptedStore([item, broken(), ...times(18, answer(502))]);
		expect(await failureOf(updatePart(unseen.client, orderItemKind, address, { quantity: 5 }))).toMatchObject({
			kind: 'uncertain',
		});
	});
});

describe('a store that does not take back what it computes', () => {
	it('gets an item without it', async () => {
		const computed = { ...glue, date_added: '2026-01-01 00:00:00' };
		const { client, requests } = scriptedStore([
			success({ order_item: computed }),
			answer(400, 'Field date_added is read-only'),
			success(),
		]);
		await updatePart(client, orderItemKind, { orderId: '7', id: '1' }, { quantity: 5 });
		const [, whole, bare] = requests.map(({ body }) => body as JsonObject);
		expect(whole).toMatchObject({ id: '1', quantity: 5 });
		expect(bare).toMatchObject({ quantity: 5 });
		expect(bare).not.toHaveProperty('id');
	});
});

describe('an update of an order', () => {
	it('that adds an item is uncertain when its answer was lost and a new one is there that may be ours', async () => {
		const other = { ...order, order_items: [glue, paper, { id: '3', name: 'Other' }] };
		const { client, sent } = scriptedStore([sends(order), broken(), sends(other)]);
		const failure = await failureOf(updateOrder(client, '7', { fields: {}, addItems: [{ name: 'Tape' }] }));
		expect(failure).toMatchObject({ kind: 'uncertain' });
		expect(sent()).toEqual(['GET /orders/7', 'PUT /orders/7', 'GET /orders/7']);
	});

	it('is refused like the order that is gone when its answer was lost', async () => {
		const { client } = scriptedStore([sends(order), broken(), gone, gone]);
		expect(await failureOf(updateOrder(client, '7', setEmail))).toMatchObject({ kind: 'refused', status: 404 });
	});

	it('sends nothing when an item to change is gone by now', async () => {
		const { client, sent } = scriptedStore([]);
		const plan = planOrder(order, [{ fields: {}, updateItems: [{ item: '1', fields: { quantity: 5 } }] }]);
		const sending = sendPlan(client, '7', plan, { ...order, order_items: [paper] });
		expect(await failureOf(sending)).toMatchObject({ kind: 'input', message: expect.stringContaining("'1'") });
		expect(sent()).toEqual([]);
	});

	it('that names an item which is not there fails alone, whether the others are refused or not', async () => {
		const wrong = { fields: {}, deleteItems: ['nothing'] };
		const alone = scriptedStore([sends(order), answer(400, 'Bad email')]);
		expect(await updateOrders(alone.client, '7', [setEmail, wrong])).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Bad email') },
			{ kind: 'input' },
		]);
		expect(alone.sent()).toHaveLength(2);
		const together = scriptedStore([
			sends(order),
			answer(400, 'Bad email'),
			...[sends(order), answer(400, 'Bad email')],
			...[sends(order), sends({ ...order, customer_id: '5' })],
		]);
		const results = await updateOrders(together.client, '7', [setEmail, wrong, { fields: { customer_id: '5' } }]);
		expect(results).toMatchObject([{ kind: 'refused' }, { kind: 'input' }, { changed: ['customer_id'] }]);
	});

	it('shows in its preview what there was before, and nothing for what was not there', async () => {
		const { client } = scriptedStore([sends(order)]);
		const patch = { fields: { email: 'x@b.c', customer_id: '5' } };
		expect(await previewUpdates(client, '7', [patch])).toMatchObject([
			{ changes: { email: { before: 'a@b.c', after: 'x@b.c' }, customer_id: { before: null, after: '5' } } },
		]);
	});

	it('is verified row by row, of whatever the rows of a list are made', async () => {
		const verified = async (stored: JsonObject[string]) => {
			const { client } = scriptedStore([
				sends({ ...order, discount_list: [] }),
				success(),
				...times(20, sends({ ...order, discount_list: stored })),
			]);
			const patch = { fields: { discount_list: ['coupon', 5] } };
			const [result] = await updateOrders(client, '7', [patch], { verify: true });
			return result && !isOrderDeskError(result) ? result.differing : result;
		};
		expect(await verified(['coupon', '5'])).toEqual([]);
		expect(await verified({ 0: 'coupon', 3: '5' })).toEqual([]);
		expect(await verified([{ name: 'coupon' }, '5'])).toEqual(['discount_list']);
		expect(await verified('odd')).toEqual(['discount_list']);
	});
});

describe('several items of one order', () => {
	it('are told as they were sent where the answer lacks them', async () => {
		const { client } = scriptedStore([sends(order), sends({ ...order, order_items: [] })]);
		const results = await updateOrderItems(client, '7', [
			{ id: '1', patch: { quantity: 5 } },
			{ id: '2', patch: { quantity: 6 } },
		]);
		expect(results).toEqual([
			{ record: { ...glue, quantity: 5 }, changed: ['quantity'], before: glue },
			{ record: { ...paper, quantity: 6 }, changed: ['quantity'], before: paper },
		]);
	});
});

describe('a move whose answer was lost', () => {
	it('is uncertain where the history has lines without a date, which do not tell whose they are', async () => {
		const history = { note: 'Order moved to Closed', date_added: 'lately' };
		const there = { ...order, folder_id: '1', date_updated: '2026-01-15 12:00:00', order_history: [history] };
		const answers: Record<string, Scripted> = {
			'/move-orders': broken(),
			'/orders': page([]),
			'/test': clockSays('2026-01-15 12:00:00'),
			'/orders/7': sends(there),
		};
		const { client } = scriptedStore(({ path }) => answers[path] ?? gone);
		const outcome = await settle(moveOrders(client, ['7'], { id: '21656', name: 'Closed' }));
		expect(outcome.ok && outcome.value).toMatchObject([{ kind: 'uncertain' }]);
	});
});

describe('a shipment that gets another tracking number', () => {
	it('is one of others from then on, among which ours cannot be told any more', async () => {
		const shipment = { id: '5', tracking_number: 'A' };
		const { client } = scriptedStore([success({ shipment }), success()]);
		new EqualWrites(client, 'shipment 7 b').add(1);
		await updatePart(client, shipmentKind, { orderId: '7', id: '5' }, { tracking_number: 'B' });
		const equal = [1, 2].map((id) => ({ id, date_added: '2026-01-15 12:00:00' }));
		const arrived = new EqualWrites(client, 'shipment 7 b').arrived(
			equal,
			1,
			async (moment) => await Promise.resolve(moment),
		);
		expect(await failureOf(arrived)).toMatchObject({ message: 'It cannot be told from an equal one' });
	});
});

describe('an order that is created once', () => {
	it('has failed, and may be tried again, when its answers were lost for good', async () => {
		const { client } = scriptedStore(times(9, broken()));
		const failure = await failureOf(createOnce(client, { source_id: '1' }));
		expect(failure).toMatchObject({ kind: 'unknown', advice: expect.stringContaining('source ID 1') });
		const answered = scriptedStore(times(9, answer(502)));
		expect(await failureOf(createOnce(answered.client, { source_id: '1' }))).toMatchObject({
			kind: 'unknown',
			status: 502,
		});
	});
});
