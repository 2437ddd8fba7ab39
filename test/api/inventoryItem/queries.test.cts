import { describe, expect, it } from '@jest/globals';
import { findByCode } from '../../../api/inventoryItem/findByCode';
import { codeOf, inventoryPage, searchInventory } from '../../../api/inventoryItem/search';
import type { InventorySearch } from '../../../api/inventoryItem/search';
import type { JsonObject, Query } from '../../../api/types';
import { answer, scriptedStore, success } from '../../support/scriptedStore.cts';

/** A store with items of which each request gets a page, whatever it asks for, and what was asked. */
const storeWith = (items: JsonObject[], most = 500) => {
	const store = scriptedStore(({ query }) => {
		const { limit, offset } = query as { limit: number; offset: number };
		return success({ inventory_items: items.slice(offset, offset + Math.min(limit, most)), limit });
	});
	return { ...store, queries: () => store.requests.map(({ query }) => query as Query) };
};
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ id: n + 1, code: `c${n + 1}` }));

/** What a search asks for, but for the page. */
const askedFor = async (filters: InventorySearch['filters']) => {
	const { client, queries } = storeWith([]);
	await searchInventory(client, { filters });
	return queries().map((query) =>
		Object.fromEntries(Object.entries(query).filter(([name]) => !['limit', 'offset'].includes(name))),
	);
};

describe('a search for inventory items', () => {
	it.each<[InventorySearch['filters'], Query[]]>([
		[{}, [{}]],
		[{ name: 'shirt', location: 'A', search: 's' }, [{ name: 'shirt', location: 'A', search: 's' }]],
		[{ code: 'a', name: 'x' }, [{ code: 'a', name: 'x' }]],
		[
			{ code: 'a,b', name: 'x' },
			[
				{ code: 'a,b', name: 'x' },
				{ search: 'a,b', name: 'x' },
			],
		],
		[{ code: 'a,b', search: 's' }, [{ search: 's' }]],
		[{ metadata: 'B7 (left) ~' }, [{ metadata: 'B7 (left) ~' }]],
		[{ metadata: '5" pipe' }, [{}]],
		[{ metadata: 'a/b' }, [{}]],
		[{ metadata: 'a\\b' }, [{}]],
		[{ metadata: 'größe' }, [{}]],
		[{ metadata: 'ö at the head' }, [{}]],
	])('with %j asks Order Desk for %j', async (filters, queries) => {
		expect(await askedFor(filters)).toEqual(queries);
	});

	it('by date asks for what was changed long before, whatever the zone, in each of its requests', async () => {
		const moment = Date.UTC(2026, 0, 15, 12, 0, 0, 999);
		const bound = '2026-01-14 23:59:59';
		expect(await askedFor({ updated_start_date: moment, code: 'a,b' })).toEqual([
			{ updated_start_date: bound, code: 'a,b' },
			{ updated_start_date: bound, search: 'a,b' },
		]);
	});

	it('by date finds what was changed in that very second, and nothing before', async () => {
		const dates = ['2026-01-15 11:59:59', '2026-01-15 12:00:00', '2026-01-16 00:00:00', '', 'lately'];
		const { client } = storeWith(dates.map((date_updated, n) => ({ id: n, date_updated })));
		const filters = { updated_start_date: Date.UTC(2026, 0, 15, 12, 0, 0, 999) };
		expect((await searchInventory(client, { filters })).map(({ id }) => id)).toEqual([1, 2]);
	});

	it('finds an item once that is in the answers to two of its requests', async () => {
		const items = ['a', 'a,b', 'b'].map((code, id) => ({ id, code }));
		const { client } = storeWith(items);
		expect(await searchInventory(client, { filters: { code: 'a,b' } })).toEqual(items);
	});
});

describe('a search for some inventory items', () => {
	const search = async (limit: number | undefined, filters: InventorySearch['filters'], items = numbered(700)) => {
		const { client, queries } = storeWith(items);
		const found = await searchInventory(client, { filters, ...(limit !== undefined && { limit }) });
		return { found: found.length, limits: queries().map(({ limit }) => limit) };
	};

	it('asks for no more than are wanted, where Order Desk chooses alone', async () => {
		expect(await search(30, { search: 'c' })).toEqual({ found: 30, limits: [30] });
		expect(await search(500, {})).toEqual({ found: 500, limits: [500] });
	});

	it('asks for whole pages where items may be dropped here, and ends as soon as there are enough', async () => {
		const named = numbered(700).map((item) => ({ ...item, name: 'shirt' }));
		expect(await search(30, { name: 'shirt' }, named)).toEqual({ found: 30, limits: [500] });
		expect(await search(500, { name: 'shirt' }, named)).toEqual({ found: 500, limits: [500] });
		expect(await search(501, { name: 'shirt' }, named)).toEqual({ found: 501, limits: [500, 500] });
	});

	it('asks for all without a limit', async () => {
		expect(await search(undefined, {})).toEqual({ found: 700, limits: [500, 500] });
	});

	it('that come in no known sequence reads them once with a limit, and until no more turn up without', async () => {
		const unsorted = [2, 1, 3].map((id) => ({ id, code: `c${id}` }));
		expect((await search(3, { code: 'c1,c2,c3', search: 'c' }, unsorted)).limits).toHaveLength(1);
		expect((await search(undefined, { code: 'c1,c2,c3', search: 'c' }, unsorted)).limits).toHaveLength(2);
	});
});

describe('a page of inventory items', () => {
	it.each([10, 20, 25, 50, 100, 200, 250])(
		'of %i may be as many as the store sends, whatever it says',
		async (most) => {
			const { client } = storeWith(numbered(most * 2), most);
			expect(await searchInventory(client, { filters: {} })).toHaveLength(most * 2);
		},
	);

	it('of another size is as large as the store says', async () => {
		const [usual, other] = [storeWith(numbered(700), 100), storeWith(numbered(700), 99)];
		const query = { limit: 500, offset: 0 };
		expect(await inventoryPage(usual.client, query)).toMatchObject({ limit: 100 });
		expect(await inventoryPage(other.client, query)).toMatchObject({ limit: 500 });
	});
});

describe('a SKU', () => {
	it('is what Order Desk sends, without blanks around it, and none where it sends none', () => {
		expect([{ code: ' a b ' }, { code: 7 }, { code: null }, {}].map(codeOf)).toEqual(['a b', '7', '', '']);
	});

	it('may take 4,000 characters in an address, and no item can have a longer one', async () => {
		const [longest, longer] = ['x'.repeat(3_997), 'x'.repeat(3_998)];
		const { client, queries } = storeWith([{ id: 1, code: longest }]);
		const found = await findByCode(client, [longest, longer]);
		expect(found.get(longest)).toEqual([{ id: 1, code: longest }]);
		expect(found.get(longer)).toMatchObject({
			kind: 'input',
			message: `No inventory item can have the SKU '${'x'.repeat(40)}': it has 3998 characters`,
			advice: 'Correct the field that the SKU comes from.',
		});
		expect(queries()).toHaveLength(1);
	});

	it.each(["'", '(', 'ß', ' ', '😀', ','])(
		'of many is found, however long it is in an address: %j',
		async (character) => {
			const codes = Array.from({ length: 100 }, (_, n) => `x${character.repeat(60)}${n}`);
			const { client } = storeWith(codes.map((code, id) => ({ id: id + 1, code })));
			const found = await findByCode(client, codes);
			expect(codes.map((code) => found.get(code))).toEqual(codes.map((code, id) => [{ id: id + 1, code }]));
		},
	);

	it('that was cut in the middle of a character is named without the part that cannot be shown', async () => {
		const cut = 'größe \ud83d';
		expect((await findByCode(storeWith([]).client, [cut])).get(cut)).toMatchObject({
			message: "No inventory item can have the SKU 'größe \ufffd': it was cut in the middle of a character",
		});
	});
});

describe('many SKUs', () => {
	/** How many SKUs each request asks for. */
	const listsOf = async (codes: string[]) => {
		const { client, queries } = storeWith([]);
		await findByCode(client, codes);
		return queries().map(({ code = '' }) => String(code).split(',').length);
	};
	const ofLength = (length: number, count: number) =>
		Array.from({ length: count }, (_, n) => `${n}`.padStart(length, 'x'));

	it('are asked for a hundred at a time, with commas between them', async () => {
		expect(await listsOf(ofLength(5, 250))).toEqual([100, 100, 50]);
		const { client, queries } = storeWith([]);
		await findByCode(client, ['a', 'b', 'a']);
		expect(queries()).toMatchObject([{ code: 'a,b' }]);
	});

	it('are fewer at a time where they are long, so that the address stays short', async () => {
		expect(await listsOf(ofLength(997, 9))).toEqual([4, 4, 1]);
		expect(await listsOf(ofLength(998, 9))).toEqual([3, 3, 3]);
	});

	it('with a comma are searched for one by one', async () => {
		const { client, queries } = storeWith([]);
		await findByCode(client, ['a', 'b,c', 'd']);
		expect(queries()).toMatchObject([{ code: 'a,d' }, { search: 'b,c' }]);
	});

	it('of which one has no answer fail alone, and only for what an address may be refused for', async () => {
		const asking = async (status: number) => {
			const { client } = scriptedStore(({ query }) =>
				String((query as Query)['code']).includes('odd')
					? answer(status)
					: success({ inventory_items: [{ id: 1, code: 'a' }] }),
			);
			return await findByCode(client, ['a', 'odd']);
		};
		for (const status of [400, 413, 414, 431]) {
			const found = await asking(status);
			expect(found.get('a')).toEqual([{ id: 1, code: 'a' }]);
			expect(found.get('odd')).toMatchObject({ kind: 'refused', status });
		}
		await expect(asking(409)).rejects.toMatchObject({ status: 409 });
	});
});
