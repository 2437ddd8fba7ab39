import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import { itemsOf, patchOrder, withAllNotes, withoutItems } from '../../../../api/order/update/patch';
import type { OrderPatch, PatchedOrder } from '../../../../api/order/update/patch';
import type { JsonObject } from '../../../../api/types';

const [glue, paper, tape] = [
	{ id: '1', code: 'glue', name: 'Glue', quantity: 2, variation_list: { Size: 'S' } },
	{ id: '2', code: 'paper', name: 'Paper', quantity: 1 },
	{ code: 'tape', name: 'Tape', quantity: 3 },
];
/** An order with an item that is still to be added. */
const order = { id: '7', email: 'a@b.c', order_items: [glue, paper, tape] };

const patched = (patch: Partial<OrderPatch>, of: JsonObject = order): PatchedOrder => {
	const result = patchOrder(of, { fields: {}, ...patch });
	if (isOrderDeskError(result)) throw result;
	return result;
};

describe('a patch of the items of an order', () => {
	it('changes what it names, and leaves every other item and field in its place', () => {
		expect(patched({ updateItems: [{ item: 'glue', fields: { quantity: 5 } }] })).toEqual({
			record: { ...order, order_items: [{ ...glue, quantity: 5 }, paper, tape] },
			changed: ['order_items'],
			updatedItems: new Map([['1', { quantity: 5 }]]),
			deletedItems: [],
		});
	});

	it('finds an item by its code among those without one', () => {
		const of = { order_items: [{ id: '9', name: 'Bag' }, glue] };
		const { updatedItems } = patched({ updateItems: [{ item: 'glue', fields: { quantity: 5 } }] }, of);
		expect(updatedItems).toEqual(new Map([['1', { quantity: 5 }]]));
	});

	it('can change one item twice, an entry of a list at a time', () => {
		const updateItems = [
			{ item: '1', fields: { variation_list: { Size: 'L' }, quantity: 4 } },
			{ item: 'glue', fields: { variation_list: { Color: 'Red' } } },
		];
		const variations = { Size: 'L', Color: 'Red' };
		const { record, updatedItems } = patched({ updateItems });
		expect(itemsOf(record)[0]).toEqual({ ...glue, quantity: 4, variation_list: variations });
		expect(updatedItems).toEqual(new Map([['1', { quantity: 4, variation_list: variations }]]));
	});

	it('that changes no value sends the items back as they came, in either form of PHP', () => {
		const odd = { ...order, order_items: { 0: glue, 2: paper } };
		const { record, changed, updatedItems } = patched({ updateItems: [{ item: '1', fields: { quantity: '2' } }] }, odd);
		expect(record).toEqual(odd);
		expect(changed).toEqual([]);
		expect(updatedItems).toEqual(new Map([['1', { quantity: '2' }]]));
	});

	it('leaves what is deleted out of what is sent, which alone is no change of a field', () => {
		const { record, changed, deletedItems } = patched({ deleteItems: ['paper'] });
		expect(record).toEqual({ ...order, order_items: [glue, tape] });
		expect({ changed, deletedItems }).toEqual({ changed: [], deletedItems: ['2'] });
	});

	it('puts new items behind those there are, after the fields that change', () => {
		const pen = { name: 'Pen' };
		const { record, changed, deletedItems } = patched({
			fields: { email: 'x@b.c' },
			addItems: [pen],
			deleteItems: ['1'],
		});
		expect(record).toEqual({ ...order, email: 'x@b.c', order_items: [paper, tape, pen] });
		expect({ changed, deletedItems }).toEqual({ changed: ['email', 'order_items'], deletedItems: ['1'] });
	});

	it('adds items to an order that has none', () => {
		for (const order_items of ['', null, {}, []])
			expect(patched({ addItems: [tape] }, { id: '7', order_items }).record).toEqual({ id: '7', order_items: [tape] });
	});

	it('sends nothing of its own for an item that Order Desk does not know yet', () => {
		const changed = patched({ updateItems: [{ item: 'tape', fields: { quantity: 9 } }] });
		expect(itemsOf(changed.record)[2]).toEqual({ ...tape, quantity: 9 });
		expect(changed.updatedItems).toEqual(new Map());
		const deleted = patched({ deleteItems: ['tape'] });
		expect(deleted).toMatchObject({ record: { order_items: [glue, paper] }, deletedItems: [] });
	});

	it('names an item by its ID, or else by its code, with blanks around it or without', () => {
		const twins = {
			order_items: [
				{ id: 1, code: '2' },
				{ id: 2, code: 'b' },
			],
		};
		const deleted = (item: string) => patched({ deleteItems: [item] }, twins).deletedItems;
		expect([deleted('2'), deleted(' 1 '), deleted(' b ')]).toEqual([['2'], ['1'], ['2']]);
	});

	it('takes no code for an ID where an ID is meant', () => {
		const updateItems = [{ item: 'glue', fields: { quantity: 5 }, byId: true as const }];
		expect(patchOrder(order, { fields: {}, updateItems })).toMatchObject({
			kind: 'input',
			message: "The order has no item with the ID or code 'glue'",
			advice: 'Name one of its items: 1 (glue), 2 (paper), new (tape).',
		});
	});

	it('of an order without items says that there are none', () => {
		const nowhere = patchOrder({ order_items: null }, { fields: {}, deleteItems: ['1'] });
		expect(nowhere).toMatchObject({ advice: 'Name one of its items: none.' });
	});
});

describe('the items of an order', () => {
	it('are the rows of its list, and none where it has none', () => {
		expect(itemsOf({ order_items: [glue, paper] })).toEqual([glue, paper]);
		expect(itemsOf({ order_items: { 0: glue, 3: paper } })).toEqual([glue, paper]);
		for (const order_items of ['', null, {}, []]) expect(itemsOf({ order_items })).toEqual([]);
	});

	it.each([undefined, 'odd', 5, ['odd', glue], { a: glue }])('are never taken for none: %j', (order_items) => {
		const odd = { ...order, order_items } as JsonObject;
		const message = "Order Desk sent 'order_items' in a form that cannot be read";
		for (const patch of [{ addItems: [tape] }, { updateItems: [{ item: '1', fields: {} }] }, { deleteItems: ['1'] }])
			expect(() => patchOrder(odd, { fields: {}, ...patch })).toThrow(message);
		expect(patched({ fields: { email: 'x@b.c' } }, odd).record).toEqual({ ...odd, email: 'x@b.c' });
	});
});

describe('an order without some of its items', () => {
	it('has all others, and everything else', () => {
		expect(withoutItems(order, ['1', '3'])).toEqual({ ...order, order_items: [paper, tape] });
	});

	it('is the order as it came when there is nothing to leave out', () => {
		const odd = { ...order, order_items: 'odd' };
		expect(withoutItems(odd, [])).toEqual(odd);
	});
});

describe('a patch of an order', () => {
	it('adds notes to those that are there', () => {
		const patch = withAllNotes(
			{ order_notes: [{ content: 'old' }] },
			{ fields: { order_notes: [{ content: 'new' }] } },
		);
		expect(patch.fields['order_notes']).toEqual([{ content: 'old' }, { content: 'new' }]);
	});

	it('adds the first note where there was none', () => {
		const fields = { order_notes: [{ content: 'new' }] };
		expect(withAllNotes({}, { fields })).toEqual({ fields });
		const patch = withAllNotes({ order_notes: '' }, { fields });
		expect(patch.fields['order_notes']).toEqual([{ content: 'new' }]);
	});

	it('names no notes when it is given none', () => {
		const patch = { fields: { email: 'a@b.c' } };
		expect(withAllNotes({ order_notes: [{ content: 'old' }] }, patch)).toEqual(patch);
	});

	it('leaves the notes alone when it is given an empty list of them', () => {
		const patch = withAllNotes({ order_notes: [{ content: 'old' }] }, { fields: { order_notes: [] } });
		expect(patch.fields['order_notes']).toEqual([{ content: 'old' }]);
	});

	it('names the items there are when one is wanted that is not', () => {
		const order = {
			order_items: [
				{ id: '1', code: 'a' },
				{ id: '2', code: 'a' },
			],
		};
		const deleting = (item: string) => patchOrder(order, { fields: {}, deleteItems: [item] });
		expect(deleting('b')).toMatchObject({
			message: "The order has no item with the ID or code 'b'",
			advice: 'Name one of its items: 1 (a), 2 (a).',
		});
		expect(deleting('a')).toMatchObject({ message: "The order has 2 items with the code 'a'" });
	});
});
