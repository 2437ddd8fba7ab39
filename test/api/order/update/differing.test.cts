import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import type { OrderPatch } from '../../../../api/order/update/patch';
import { updateOrders } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import { scriptedStore, success } from '../../../support/scriptedStore.cts';

const [glue, paper] = [
	{ id: '1', name: 'Glue', code: 'glue', quantity: 2, variation_list: { Size: 'S' } },
	{ id: '2', name: 'Paper', code: 'paper', quantity: 1, variation_list: {} },
];
const called = { username: 'Rep', content: 'Called', date_added: '2026-01-15 10:00:00' };
const order: JsonObject = {
	id: '7',
	email: 'a@b.c',
	order_items: [glue, paper],
	order_notes: [called],
	discount_list: [],
};

/** What a verified update says is not as it has left it, where the order is read again as given. */
const differingOf = async (patch: Partial<OrderPatch>, found: JsonObject) => {
	const answers = [order, { ...order, ...found }].map((sent) => success({ order: sent }));
	const { client } = scriptedStore(({ method }) =>
		method === 'GET' ? (answers.shift() ?? success({ order: found })) : success({ order: { ...order, ...found } }),
	);
	const [result] = await updateOrders(client, '7', [{ fields: {}, ...patch }], { verify: true });
	return result && !isOrderDeskError(result) ? result.differing : result;
};

describe('the items that a verified update finds', () => {
	const setEmail = { fields: { email: 'x@b.c' } };
	const found = (...order_items: JsonObject[]) => ({ email: 'x@b.c', order_items });

	it.each<[string, JsonObject]>([
		['as they were', found(glue, paper)],
		['in another sequence', found(paper, glue)],
		['with numbers as texts, and with what Order Desk computes', found({ ...glue, quantity: '2', status: 'x' }, paper)],
	])('are the same %s', async (_, order) => {
		expect(await differingOf(setEmail, order)).toEqual([]);
	});

	it.each<[string, JsonObject]>([
		['has changed one', found(glue, { ...paper, quantity: 5 })],
		['has changed an entry of one', found({ ...glue, variation_list: { Size: 'L' } }, paper)],
		['has added one', found(glue, paper, { id: '3', name: 'Tape' })],
		['has deleted one', found(glue)],
		['has deleted one and added another', found(glue, { id: '3', name: 'Tape' })],
		['has exchanged two', found({ ...glue, id: '2' }, { ...paper, id: '1' })],
		['has left them unreadable', { email: 'x@b.c', order_items: 'odd' }],
	])('differ where somebody else %s', async (_, order) => {
		expect(await differingOf(setEmail, order)).toEqual(['order_items']);
	});

	it('differ where one that was deleted is there again', async () => {
		expect(await differingOf({ deleteItems: ['1'] }, {})).toEqual(['order_items']);
		expect(await differingOf({ deleteItems: ['1'] }, { order_items: [paper] })).toEqual([]);
	});
});

describe('the rows of a list that a verified update finds', () => {
	const [spring, summer] = ['Spring', 'Summer'].map((name) => ({ name, code: name, amount: 2 }));
	const discounts = { fields: { discount_list: [spring, summer] as JsonObject[] } };

	it.each<[string, JsonObject[]]>([
		['as they were sent', [{ ...spring }, { ...summer }]],
		['completed by Order Desk', [{ ...spring, id: '1', amount: '2.00' }, { ...summer }]],
	])('are the same %s', async (_, discount_list) => {
		expect(await differingOf(discounts, { discount_list })).toEqual([]);
	});

	it.each<[string, JsonObject[]]>([
		['with another value in the last of them', [{ ...spring }, { ...summer, amount: 3 }]],
		['with one more behind them', [{ ...spring }, { ...summer }, { name: 'Winter' }]],
		['with one less', [{ ...spring }]],
		['in another sequence', [{ ...summer }, { ...spring }]],
	])('differ %s', async (_, discount_list) => {
		expect(await differingOf(discounts, { discount_list })).toEqual(['discount_list']);
	});
});

describe('the notes that a verified update finds', () => {
	it('differ where Order Desk has cut one, and the items with it do not', async () => {
		const note = { username: '', content: `${'Long '.repeat(600)}.` };
		const cut = { ...note, content: note.content.slice(0, 1_900), date_added: '2026-01-15 11:00:00' };
		const patch = { fields: { order_notes: [note] }, updateItems: [{ item: 'glue', fields: { quantity: 3 } }] };
		const found = { order_notes: [called, cut], order_items: [{ ...glue, quantity: 3 }, paper] };
		expect(await differingOf(patch, found)).toEqual(['order_notes']);
		expect(await differingOf(patch, { ...found, order_items: [glue, paper] })).toEqual(['order_notes', 'order_items']);
	});
});

/** What an update without a second look says of the answer to its PUT. */
const toldBy = async (fields: JsonObject, replied: JsonObject) => {
	const fetched = { ...order, order_metadata: { run: '1' }, tag_name: '', checkout_data: {} };
	const { client } = scriptedStore(({ method }) =>
		success({ order: method === 'GET' ? fetched : { ...fetched, ...replied } }),
	);
	const [result] = await updateOrders(client, '7', [{ fields }]);
	return result && !isOrderDeskError(result) ? [result.changed, result.differing] : result;
};

describe('an update whose answer shows the order as it is stored', () => {
	const note = { username: '', content: `${'Long '.repeat(600)}.` };

	it.each<[string, JsonObject, JsonObject, string[]]>([
		[
			'a note that was cut',
			{ order_notes: [note] },
			{ order_notes: [called, { ...note, content: 'Long' }] },
			['order_notes'],
		],
		[
			'an entry that was cut',
			{ order_metadata: { a: 'xyz' } },
			{ order_metadata: { run: '1', a: 'x' } },
			['order_metadata'],
		],
		[
			'a discount that is another',
			{ discount_list: [{ amount: 2 }] },
			{ discount_list: [{ amount: 1 }] },
			['discount_list'],
		],
		['a row that is none', { discount_list: [{ amount: 2 }] }, { discount_list: [7] }, ['discount_list']],
		['a list that cannot be read', { discount_list: [{ amount: 2 }] }, { discount_list: 'odd' }, ['discount_list']],
	])('says so of %s', async (_, fields, replied, differing) => {
		expect(await toldBy(fields, replied)).toEqual([differing, differing]);
	});

	it.each<[string, JsonObject, JsonObject]>([
		['a note that was dropped', { order_notes: [note] }, { order_notes: [called] }],
		['a tag that was ignored', { tag_name: 'success' }, { tag_name: '' }],
		['an entry that was dropped', { order_metadata: { a: 'xyz' } }, { order_metadata: { run: '1' } }],
	])('says so of %s, and not that it has changed', async (_, fields, replied) => {
		expect(await toldBy(fields, replied)).toEqual([[], Object.keys(fields)]);
	});

	it.each<[string, JsonObject, JsonObject]>([
		['a text that was trimmed', { email: ' x@b.c ' }, { email: 'x@b.c' }],
		['a field that no table names', { moon: 'full' }, { moon: 'full' }],
		['line ends', { order_metadata: { a: 'x\r\ny' } }, { order_metadata: { run: '1', a: 'x\ny' } }],
		['numbers as texts', { discount_list: [{ amount: 2 }] }, { discount_list: [{ id: '1', amount: '2.00' }] }],
		['a note that was completed', { order_notes: [note] }, { order_notes: [called, { ...note, date_added: 'now' }] }],
		['a field that the answer has not', { fulfillment_id: 'F-1' }, {}],
		['a map that cannot be read', { checkout_data: { a: 'x' } }, { checkout_data: 'odd' }],
	])('says nothing of %s', async (_, fields, replied) => {
		expect(await toldBy(fields, replied)).toEqual([Object.keys(fields), undefined]);
	});
});
