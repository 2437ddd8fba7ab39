import { describe, expect, it } from '@jest/globals';
import { listIn, mapIn, readListed, readMap, readRows, rowsIn } from '../../../api/records/phpArrays';
import type { Json } from '../../../api/types';

const [a, b] = [{ id: '1' }, { id: '2' }];

describe('a list of Order Desk', () => {
	it.each<[Json, Json[]]>([
		[[], []],
		['', []],
		[null, []],
		[{}, []],
		[
			[a, b],
			[a, b],
		],
		[{ 0: a, 1: b }, [a, b]],
		[{ 0: a, 12: b }, [a, b]],
		[{ 7: 'x' }, ['x']],
	])('is read in either form of PHP: %j', (value, list) => {
		expect(listIn(value)).toEqual(list);
	});

	it.each<Json | undefined>([undefined, 'x', 0, 1, true, false, { id: '1' }, { 0: a, x: b }, { '01': a }, { '-1': a }])(
		'is never an empty one where it cannot be read: %j',
		(value) => {
			expect(listIn(value)).toBeUndefined();
			expect(() => readRows({ orders: value } as never, 'orders')).toThrow("Order Desk sent 'orders'");
		},
	);

	it.each<Json | undefined>([undefined, null, '', 'x', 5, { id: '1' }, ['x']])(
		'is no empty one of an answer where there is none: %j',
		(value) => {
			expect(() => readListed({ orders: value } as never, 'orders')).toThrow("Order Desk sent 'orders'");
		},
	);

	it('is empty in an answer only where a list without rows is there', () => {
		expect([[], {}].map((orders) => readListed({ orders }, 'orders'))).toEqual([[], []]);
		expect(readRows({ order_items: null }, 'order_items')).toEqual([]);
	});

	it('is one of records only where all of its rows are', () => {
		expect(rowsIn({ 0: a, 2: b })).toEqual([a, b]);
		for (const list of [['x'], [a, null], { 0: a, 1: [b] }]) expect(rowsIn(list)).toBeUndefined();
	});
});

describe('a map of Order Desk', () => {
	it.each<[Json, Record<string, Json>]>([
		[{}, {}],
		[[], {}],
		['', {}],
		[null, {}],
		[{ x: '1' }, { x: '1' }],
		[['u', 'v'], { 0: 'u', 1: 'v' }],
		[
			{ 0: 'u', 2: 'v' },
			{ 0: 'u', 2: 'v' },
		],
	])('is read in either form of PHP: %j', (value, map) => {
		expect(mapIn(value)).toEqual(map);
	});

	it.each<Json | undefined>(['x', 0, 1, true, false])('is never an empty one where it cannot be read: %j', (value) => {
		expect(mapIn(value)).toBeUndefined();
		expect(() => readMap({ metadata: value } as never, 'metadata')).toThrow("Order Desk sent 'metadata'");
	});

	it('is empty where the record has none', () => {
		expect(readMap({}, 'metadata')).toEqual({});
		expect(mapIn(undefined)).toBeUndefined();
	});
});
