import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOrderDeskError } from '../../api/errors';
import { patchOrder, withAllNotes } from '../../api/orderPatch';
import type { OrderPatch } from '../../api/orderPatch';
import type { JsonObject } from '../../api/types';

const text = fc.string({ maxLength: 8 });
const item = fc.record({
	name: text,
	price: fc.oneof(fc.nat(), fc.nat().map(String)),
	quantity: fc.nat(9),
	metadata: fc.oneof(fc.constant([]), fc.dictionary(text, text, { maxKeys: 2 })),
	unknown_field: fc.oneof(text, fc.constant(null)),
});

/** An order with items 1…n, and a patch that adds, changes and deletes some of them. */
const orderAndPatch = fc
	.record({
		items: fc.array(item, { minLength: 1, maxLength: 6 }),
		email: text,
		add: fc.array(item, { maxLength: 2 }),
		updates: fc.array(
			fc.record({ place: fc.nat(), fields: fc.record({ name: text, quantity: fc.nat(9) }, { requiredKeys: [] }) }),
			{ maxLength: 3 },
		),
		deletions: fc.array(fc.nat(), { maxLength: 2 }),
	})
	.map(({ items, email, add, updates, deletions }) => {
		const idOf = (place: number) => String((place % items.length) + 1);
		const order_items = items.map((fields, place) => ({ id: idOf(place), code: `sku-${place}`, ...fields }));
		const patch: OrderPatch = {
			fields: { email },
			addItems: add as JsonObject[],
			updateItems: updates.map(({ place, fields }) => ({ item: idOf(place), fields: fields as JsonObject })),
			deleteItems: [...new Set(deletions.map(idOf))],
		};
		return { fetched: { id: '9', email: 'old', order_items } as unknown as JsonObject, patch };
	});

const itemsOf = (record: JsonObject) => record['order_items'] as JsonObject[];

const applied = (fetched: JsonObject, patch: OrderPatch) => {
	const patched = patchOrder(fetched, patch);
	if (isOrderDeskError(patched)) throw patched;
	return patched;
};

/** Whether every item that was not named by the patch is sent back as it was, in its place. */
const keepsOthers = (
	fetched: JsonObject,
	sent: JsonObject,
	{ updateItems = [], deleteItems = [] }: OrderPatch,
): boolean => {
	const kept = itemsOf(fetched).filter(({ id }) => !deleteItems.includes(String(id)));
	return kept.every((before, place) => {
		const after = itemsOf(sent)[place];
		const changed = new Set(
			updateItems.filter((update) => update.item === before['id']).flatMap(({ fields }) => Object.keys(fields)),
		);
		return Object.keys(before).every(
			(key) => changed.has(key) || JSON.stringify(after?.[key]) === JSON.stringify(before[key]),
		);
	});
};

describe('an update of items', () => {
	it('loses no item and changes no field of one that it does not name', () => {
		fc.assert(
			fc.property(orderAndPatch, ({ fetched, patch }) => {
				const { record, deletedItems } = applied(fetched, patch);
				expect(keepsOthers(fetched, record, patch)).toBe(true);
				expect(deletedItems.sort()).toEqual([...(patch.deleteItems ?? [])].sort());
				const expected = itemsOf(fetched).length - deletedItems.length + (patch.addItems ?? []).length;
				expect(itemsOf(record)).toHaveLength(expected);
			}),
			{ numRuns: 10_000 },
		);
	});

	it('would lose items if only the changed ones were sent, the way other connectors do it', () => {
		const onlyChanged = ({ updateItems = [] }: OrderPatch) =>
			({ order_items: updateItems.map(({ item: id, fields }) => ({ id, ...fields })) }) as JsonObject;
		const lost = fc.check(
			fc.property(orderAndPatch, ({ fetched, patch }) => keepsOthers(fetched, onlyChanged(patch), patch)),
		);
		expect(lost.failed).toBe(true);
	});

	it('adds notes to those that are there', () => {
		const patch = withAllNotes(
			{ order_notes: [{ content: 'old' }] },
			{ fields: { order_notes: [{ content: 'new' }] } },
		);
		expect(patch.fields['order_notes']).toEqual([{ content: 'old' }, { content: 'new' }]);
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
