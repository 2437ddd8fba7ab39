import { describe, expect, it } from '@jest/globals';
import { patchOrder, withAllNotes } from '../../api/orderPatch';

describe('a patch of an order', () => {
	it('adds notes to those that are there', () => {
		const patch = withAllNotes(
			{ order_notes: [{ content: 'old' }] },
			{ fields: { order_notes: [{ content: 'new' }] } },
		);
		expect(patch.fields['order_notes']).toEqual([{ content: 'old' }, { content: 'new' }]);
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
			advice: 'Its items are: 1 (a), 2 (a).',
		});
		expect(deleting('a')).toMatchObject({ message: "The order has 2 items with the code 'a'" });
	});
});
