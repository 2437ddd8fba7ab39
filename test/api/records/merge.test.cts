import { describe, expect, it } from '@jest/globals';
import { orderFields } from '../../../api/records/fields';
import { joinFields, mergeRecord, sameValue, withoutComputed } from '../../../api/records/merge';
import type { Json, JsonObject } from '../../../api/types';

describe('what is sent back in an update', () => {
	it('keeps the other lines of an address and the other entries of a map', () => {
		const fetched = {
			shipping: { first_name: 'Jimmy', city: 'Nashville', phone: '' },
			order_metadata: { a: '1', b: '2' },
		};
		const { record, changed } = mergeRecord(
			fetched,
			{ shipping: { city: 'Memphis' }, order_metadata: { b: '3' } },
			orderFields,
		);
		expect(record).toEqual({
			shipping: { first_name: 'Jimmy', city: 'Memphis', phone: '' },
			order_metadata: { a: '1', b: '3' },
		});
		expect(changed).toEqual(['shipping', 'order_metadata']);
	});

	it('keeps every other field with its value, its type and its place, also one that no table names', () => {
		const fetched = { odd: [1, null], id: 7, email: 'a@b.c', tax_total: '1.20', customer_id: '' };
		const { record } = mergeRecord(fetched, { email: 'x@b.c' }, orderFields);
		expect(JSON.stringify(record)).toBe(JSON.stringify({ ...fetched, email: 'x@b.c' }));
	});

	it('replaces what is no address and no map as a whole, also a field that no table names', () => {
		const { record, changed } = mergeRecord(
			{ odd: { a: 1 }, order_metadata: { b: '2' }, shipping: '' },
			{ odd: { c: 3 }, order_metadata: '', shipping: { city: 'A' } },
			orderFields,
		);
		expect(record).toEqual({ odd: { c: 3 }, order_metadata: '', shipping: { city: 'A' } });
		expect(changed).toEqual(['odd', 'order_metadata', 'shipping']);
	});

	it.each([
		[['Engraving', 'Ribbon'], { 0: 'Engraving', 1: 'Ribbon', Wrap: 'Yes' }],
		[{ 1: 'Ribbon' }, { 1: 'Ribbon', Wrap: 'Yes' }],
		[[], { Wrap: 'Yes' }],
		['', { Wrap: 'Yes' }],
	])('holds all entries of a map to which one is added, in whatever form it came: %j', (checkout_data, sent) => {
		const { record } = mergeRecord({ checkout_data }, { checkout_data: { Wrap: 'Yes' } }, orderFields);
		expect(record).toEqual({ checkout_data: sent });
	});

	it('is nothing where an entry is to be added to what is no map', () => {
		const merge = () => mergeRecord({ checkout_data: 'odd' }, { checkout_data: { Wrap: 'Yes' } }, orderFields);
		expect(merge).toThrow("Order Desk sent 'checkout_data' in a form that cannot be read");
		expect(mergeRecord({ checkout_data: 'odd' }, { email: 'x' }, orderFields).record['checkout_data']).toBe('odd');
	});

	it('has none of the fields Order Desk computes, for a store that does not take them, and all others', () => {
		const record = { id: '1', date_updated: 'x', email: 'a@b.c', odd: 1 };
		expect(withoutComputed(record, orderFields)).toEqual({ email: 'a@b.c', odd: 1 });
	});

	it('leaves out shipments and history, which an update cannot change', () => {
		const { record } = mergeRecord(
			{ id: '1', order_shipments: [], order_history: [] },
			{ email: 'a@b.c' },
			orderFields,
		);
		expect(record).toEqual({ id: '1', email: 'a@b.c' });
	});
});

describe('whether an update changes anything', () => {
	it.each([
		['the same text', { email: 'a@b.c' }, { email: 'a@b.c' }],
		['a number that Order Desk keeps as text', { tax_total: '1.2' }, { tax_total: 1.2 }],
		['null for an empty text', { email: '' }, { email: null }],
		[
			'one line of an address that has this value',
			{ shipping: { city: 'A', state: 'B' } },
			{ shipping: { city: 'A' } },
		],
		['an empty map where Order Desk has []', { order_metadata: [] }, { order_metadata: {} }],
	])('is denied for %s', (_, fetched, change) => {
		expect(mergeRecord(fetched, change, orderFields).changed).toEqual([]);
	});

	it.each([
		['a field set to empty', { email: 'a@b.c' }, { email: '' }],
		['a first entry in an empty map', { order_metadata: [] }, { order_metadata: { a: '1' } }],
		['zero where there was nothing', { tax_total: '' }, { tax_total: 0 }],
		['a list with one row less', { discount_list: [{ name: 'A' }, { name: 'B' }] }, { discount_list: [{ name: 'A' }] }],
	])('is affirmed for %s', (_, fetched, change) => {
		expect(mergeRecord(fetched as JsonObject, change as JsonObject, orderFields).changed).toEqual(Object.keys(change));
	});
});

describe('two values', () => {
	it.each<[Json | undefined, Json]>([
		['a', 'a'],
		['10', 10],
		[null, ''],
		[undefined, ''],
		['', null],
		[undefined, null],
		[[], []],
		[
			['1', { a: 2 }],
			[1, { a: '2' }],
		],
		['', []],
		[undefined, []],
		[{ 0: 'a', 2: 'b' }, ['a', 'b']],
		[['a', 'b'], { 0: 'a', 1: 'b' }],
		[
			{ a: '1', b: '' },
			{ a: 1, c: null },
		],
		[[], {}],
		['', {}],
	])('are the same to Order Desk: %j and %j', (a, b) => {
		expect(sameValue(a, b)).toBe(true);
	});

	it.each<[Json | undefined, Json]>([
		['a', 'b'],
		['10', '10.00'],
		[10, '10.00'],
		['02138', '2138'],
		['02138', 2138],
		[['a', 'b'], { 0: 'a', 2: 'b' }],
		[{ a: 'a' }, ['a']],
		['', 0],
		[0, ''],
		[' ', 0],
		[null, 0],
		[0, false],
		[true, 1],
		['x', 1],
		[undefined, 'undefined'],
		[[1], [1, 2]],
		[[1, 2], [1]],
		[
			[1, 2],
			[3, 2],
		],
		['a', ['a']],
		[['a'], 'a'],
		[{}, ''],
		[{ a: 1 }, '[object Object]'],
		[{ a: 1 }, { a: 2 }],
		[{ a: 1, b: 2 }, { a: 1 }],
		[{ a: 1 }, { a: 1, b: 2 }],
		['', { a: 1 }],
	])('are different to Order Desk: %j and %j', (a, b) => {
		expect(sameValue(a, b)).toBe(false);
	});
});

describe('two values of a field', () => {
	const of = { price: { label: 'Price', kind: 'number', access: 'write' } } as const;

	it.each<[Json | undefined, Json, Parameters<typeof sameValue>[2]]>([
		[10, '10.00', { kind: 'number' }],
		['10', '10.0', { kind: 'number' }],
		[' 10 ', 10, { kind: 'number' }],
		['', null, { kind: 'number' }],
		[[], '', { kind: 'listOrEmpty' }],
		['', {}, { kind: 'list' }],
		[{ 1: { price: 5 } }, [{ price: '5.0' }], { kind: 'list', of }],
		[['a'], { 0: 'a' }, { kind: 'map' }],
		[{ 0: 'a' }, ['a'], { kind: 'map' }],
		[[], '', { kind: 'record', of }],
		['odd', 'odd', { kind: 'list' }],
	])('are the same to Order Desk: %j and %j in %j', (a, b, field) => {
		expect(sameValue(a, b, field)).toBe(true);
	});

	it.each<[Json | undefined, Json, Parameters<typeof sameValue>[2]]>([
		['', 0, { kind: 'number' }],
		['9007199254740993', '9007199254740992', { kind: 'number' }],
		['2138', '02138', { kind: 'string' }],
		[{ code: '02138' }, { code: '2138' }, { kind: 'map' }],
		[{ code: 10 }, { code: '10.0' }, { kind: 'map' }],
		[[{ code: 10 }], [{ code: '10.0' }], { kind: 'list', of }],
		[['a'], { 1: 'a' }, { kind: 'map' }],
		['odd', [], { kind: 'list' }],
		['odd', {}, { kind: 'map' }],
	])('are different to Order Desk: %j and %j in %j', (a, b, field) => {
		expect(sameValue(a, b, field)).toBe(false);
	});
});

describe('two changes as one', () => {
	it('hold all lines of an address that either sets, and of everything else what the later one sets', () => {
		expect(
			joinFields(
				{ shipping: { city: 'A', state: 'B' }, email: 'a', notes: { a: 1 }, phone: '1' },
				{ shipping: { city: 'C' }, email: { b: 1 }, notes: 'n', total: 2 },
			),
		).toEqual({ shipping: { city: 'C', state: 'B' }, email: { b: 1 }, notes: 'n', phone: '1', total: 2 });
	});
});
