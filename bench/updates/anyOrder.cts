import fc from 'fast-check';
import { orderFields, orderItemFields } from '../../api/records/fields';
import type { Field, FieldTable } from '../../api/records/fields';
import type { OrderPatch } from '../../api/order/update/patch';
import type { Json, JsonObject } from '../../api/types';

/* Orders and patches of every kind, made from the field tables: a new field is in them as soon as it has its line there. */

const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('', '0', '1.50', 'Ünïcode ✓', 'null'));
const number = fc.oneof(fc.nat(99_999), fc.nat(99_999).map(String), fc.constantFrom('10.00', 0, '', 12.5));
const dictionary = fc.dictionary(
	fc.string({ minLength: 1, maxLength: 6 }).filter((key) => key !== '__proto__'),
	text,
	{
		maxKeys: 3,
	},
);

/** A value as Order Desk could send it. */
const valueOf = (field: Field): fc.Arbitrary<Json> => {
	switch (field.kind) {
		case 'number':
			return number;
		case 'id':
			return fc.nat().map(String);
		case 'date':
			return fc.constantFrom('2026-01-02', '');
		case 'dateTime':
			return fc.constantFrom('2026-01-02 03:04:05', '2025-12-31 23:59:59');
		case 'map':
			return fc.oneof(dictionary, fc.constant<Json>([]));
		case 'record':
			return recordOf(field.of ?? {}, () => true);
		case 'list':
		case 'listOrEmpty':
			return fc.array(
				recordOf(field.of ?? {}, () => true),
				{ maxLength: 2 },
			);
		default:
			return text;
	}
};

const recordOf = (table: FieldTable, wanted: (name: string, field: Field) => boolean): fc.Arbitrary<JsonObject> =>
	fc.record(
		Object.fromEntries(
			Object.entries(table)
				.filter(([name, field]) => wanted(name, field))
				.map(([name, field]): [string, fc.Arbitrary<Json>] => [name, valueOf(field)]),
		),
	);

/** Some of the values that an update may set, none of them or all. */
const someOf = (table: FieldTable, wanted: (name: string) => boolean): fc.Arbitrary<JsonObject> =>
	fc
		.record(
			Object.fromEntries(
				Object.entries(table)
					.filter(([name, { access }]) => access === 'write' && wanted(name))
					.map(([name, field]): [string, fc.Arbitrary<Json>] => [name, newValueOf(field)]),
			),
			{ requiredKeys: [] },
		)
		.map((fields) => fields as JsonObject);

/** What the node makes of the user's input: an empty text where something is emptied, and never a list for a map. */
const newValueOf = (field: Field): fc.Arbitrary<Json> => {
	if (field.kind === 'map') return dictionary;
	if (field.kind === 'record') return someOf(field.of ?? {}, () => true);
	if (field.kind === 'list') return valueOf(field);
	return fc.oneof(valueOf(field), fc.constant(''));
};

/** Fields of a later day, which no table names. */
const unknown = fc.record({ not_in_any_table: fc.oneof(text, fc.nat(), fc.constant(null), fc.array(fc.nat())) });

const both = <A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<A & B> =>
	fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }));

const anyItem = both(
	recordOf(orderItemFields, (name) => !['id', 'code'].includes(name)),
	unknown,
);

/** An order with items 1, 2, 3 and so on, whose SKUs are `sku-1` and so on. */
const anyOrder = fc
	.tuple(
		recordOf(orderFields, (name) => !['order_items', 'order_shipments', 'order_history'].includes(name)),
		fc.array(anyItem, { minLength: 1, maxLength: 5 }),
		unknown,
	)
	.map(
		([order, items, more]): JsonObject => ({
			...order,
			...more,
			order_items: items.map((item, place) => ({ ...item, id: `${place + 1}`, code: `sku-${place + 1}` })),
			order_shipments: [],
		}),
	);

/** Names an item by its ID or by its SKU. */
const nameOf = (place: number): string => (place % 2 === 0 ? `${place + 1}` : `sku-${place + 1}`);

const anyPatches = (itemCount: number): fc.Arbitrary<OrderPatch[]> => {
	const place = fc.nat(itemCount - 1);
	const change = fc
		.tuple(
			place,
			someOf(orderItemFields, (name) => name !== 'code'),
		)
		.map(([at, fields]) => ({ item: nameOf(at), fields }));
	const patch = fc.record({
		fields: someOf(orderFields, (name) => name !== 'order_items'),
		addItems: fc.array(
			someOf(orderItemFields, () => true),
			{ maxLength: 2 },
		),
		updateItems: fc.array(change, { maxLength: 2 }),
	});
	// Deleted last, so that no patch names an item that is gone.
	const deletion = fc.array(place, { maxLength: 2 }).map(
		(places): OrderPatch => ({
			fields: {},
			deleteItems: [...new Set(places)].map(nameOf),
		}),
	);
	return fc.tuple(fc.array(patch, { minLength: 1, maxLength: 3 }), deletion).map(([some, last]) => [...some, last]);
};

export interface AnyUpdate {
	order: JsonObject;
	patches: OrderPatch[];
}

/** An order as Order Desk sends it, and what several input items change in it. */
export const anyUpdate: fc.Arbitrary<AnyUpdate> = anyOrder.chain((order) =>
	anyPatches((order['order_items'] as Json[]).length).map((patches) => ({ order, patches })),
);
