import { describe, expect, it } from '@jest/globals';
import { eachPage, pageOf } from '../../../api/lists/paging';
import type { Key, Page, PageRequest, PagingOptions } from '../../../api/lists/paging';

const rowsUpTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

interface Reading extends PagingOptions {
	keyOf?: (row: number) => Key;
	/** What happens to the list after each answer. */
	after?: (rows: number[], request: number) => number[];
	/** What the store sends of the rows that were asked for. */
	answer?: (page: Page<number>, all: number[]) => Page<number>;
}

/** Reads a list to its end: what was found, and the requests as `limit @ offset`. */
const read = async (
	rows: number[],
	{ keyOf = String, after = (same) => same, answer = (page) => page, ...options }: Reading = {},
) => {
	let list = rows;
	const asked: string[] = [];
	const fetchPage = async ({ limit, offset }: PageRequest): Promise<Page<number>> => {
		asked.push(`${limit} @ ${offset}`);
		if (asked.length > 100) throw new Error('This comes to no end');
		const page = answer({ rows: list.slice(offset, offset + limit), limit }, list);
		list = after(list, asked.length);
		return page;
	};
	const found: number[] = [];
	for await (const page of eachPage(fetchPage, keyOf, options)) found.push(...page);
	return { found, asked };
};

/** The first rows go after the first answer. */
const losing =
	(gone: number, when = 1) =>
	(rows: number[], request: number): number[] =>
		request === when ? rows.slice(gone) : rows;

describe('a page of a list', () => {
	it('has the counts that the store tells, as numbers or as text, and none that it does not tell', () => {
		expect(pageOf({ limit: 500, total_records: '1200' }, ['row'])).toEqual({ rows: ['row'], limit: 500, total: 1_200 });
		for (const odd of [undefined, null, '', 'all', '5 rows', 'page 5', true, ['5']])
			expect(pageOf({ limit: odd as null, total_records: odd as null }, [])).toEqual({ rows: [] });
	});
});

describe('the pages of a list', () => {
	it.each<[string, number, number, string[]]>([
		['four rows of 500', 1_200, 500, ['500 @ 0', '500 @ 496', '500 @ 992']],
		['two rows of 50', 120, 50, ['50 @ 0', '50 @ 48', '50 @ 96']],
		['a row of 10', 25, 10, ['10 @ 0', '10 @ 9', '10 @ 18']],
		['a row of two at least', 2, 1, ['2 @ 0', '2 @ 1']],
		['no more than Order Desk sends at once', 600, 900, ['500 @ 0', '500 @ 496']],
	])('share %s', async (_, count, pageSize, expected) => {
		expect(await read(rowsUpTo(count), { pageSize })).toEqual({ found: rowsUpTo(count), asked: expected });
	});

	it('share two rows more for each that went', async () => {
		const { found, asked } = await read(rowsUpTo(1_200), { after: losing(3) });
		expect(asked).toEqual(['500 @ 0', '500 @ 496', '500 @ 986']);
		expect(found).toEqual(rowsUpTo(1_200));
	});

	it('go back in growing steps until one row is known, and share many while many go', async () => {
		const { found, asked } = await read(rowsUpTo(1_200), { after: losing(30) });
		expect(asked).toEqual(['500 @ 0', '500 @ 496', '500 @ 471', '500 @ 371', '500 @ 811']);
		expect(found).toEqual(rowsUpTo(1_200));
	});

	it('go back to the beginning where hundreds went, and never share more than half', async () => {
		const { found, asked } = await read(rowsUpTo(1_200), { after: losing(200) });
		expect(asked).toEqual(['500 @ 0', '500 @ 496', '500 @ 471', '500 @ 371', '500 @ 0', '500 @ 250', '500 @ 746']);
		expect(found).toEqual(rowsUpTo(1_200));
	});

	it('are as short as what is still wanted, and two rows at least', async () => {
		expect(await read(rowsUpTo(1_200), { pageSize: 50, wanted: 120 })).toEqual({
			found: rowsUpTo(120),
			asked: ['50 @ 0', '50 @ 48', '24 @ 96'],
		});
		expect((await read(rowsUpTo(1_200), { wanted: 1 })).asked).toEqual(['2 @ 0']);
	});
});

describe('the end of a list', () => {
	const silent = ({ rows }: Page<number>) => ({ rows });
	const atMost = (most: number) => (page: Page<number>) => ({ rows: page.rows.slice(0, most) });

	it('is a page that is not full, where the store states how much a page holds', async () => {
		expect((await read(rowsUpTo(100))).asked).toEqual(['500 @ 0']);
	});

	it('is no such page where the store says that there are more rows', async () => {
		const { found, asked } = await read(rowsUpTo(700), {
			answer: ({ rows }, all) => ({ rows: rows.slice(0, 300), limit: 500, total: all.length }),
		});
		expect(found).toEqual(rowsUpTo(700));
		expect(asked).toEqual(['500 @ 0', '500 @ 296', '500 @ 592']);
	});

	it('is a page without a new row, whatever the store says', async () => {
		const { found, asked } = await read(rowsUpTo(100), { answer: (page) => ({ ...page, total: 1_000 }) });
		expect(found).toEqual(rowsUpTo(100));
		expect(asked).toEqual(['500 @ 0', '500 @ 96']);
	});

	it('is asked for where the store does not state how much a page holds', async () => {
		expect((await read(rowsUpTo(100), { answer: silent })).asked).toEqual(['500 @ 0', '500 @ 96']);
		const capped = await read(rowsUpTo(500), { answer: atMost(200) });
		expect(capped).toEqual({ found: rowsUpTo(500), asked: ['500 @ 0', '500 @ 196', '500 @ 392'] });
	});

	it('is where such a store counts as many rows, and not before', async () => {
		const counted = async (total: number) => {
			const { asked } = await read(rowsUpTo(100), { answer: ({ rows }) => ({ rows, total }) });
			return asked.length;
		};
		expect([await counted(100), await counted(120), await counted(20)]).toEqual([1, 2, 2]);
	});
});

describe('pages without a new row', () => {
	it('are an end with a message when there are two, one behind the other', async () => {
		const endless = read(rowsUpTo(500), { answer: (page, all) => ({ ...page, rows: all }) });
		await expect(endless).rejects.toMatchObject({
			kind: 'unknown',
			message: 'Order Desk sends the same page of the list again and again',
		});
	});

	it('are read over when new rows have pushed the list down, as often as that happens', async () => {
		const newestFirst = rowsUpTo(2_000).reverse();
		const { found } = await read(newestFirst, {
			after: (rows, request) => ([1, 3].includes(request) ? [...rowsUpTo(496, request * 10_000), ...rows] : rows),
		});
		expect(found).toEqual(newestFirst);
	});

	it('are read over when the reading has gone back further than it had to', async () => {
		const { found } = await read(rowsUpTo(300), { pageSize: 20, after: losing(30, 8) });
		expect(found).toEqual(rowsUpTo(300));
	});
});

describe('rows', () => {
	const keys = (row: number) => row;

	it.each<[string, number[], (row: number) => Key]>([
		['numbers that rise', rowsUpTo(1_200), keys],
		['numbers that fall', rowsUpTo(1_200).reverse(), keys],
		['numbers that rise at first', [...rowsUpTo(700), ...rowsUpTo(500, 10_000).reverse()], keys],
		['numbers that begin anew', [...rowsUpTo(600, 10_000), ...rowsUpTo(600)], keys],
		['numbers, and texts later', rowsUpTo(1_200), (row) => (row < 600 ? row : `${row}`)],
		['texts', rowsUpTo(1_200), String],
	])('are told apart by %s, while some go', async (_, rows, keyOf) => {
		for (const gone of [0, 3, 30]) {
			const { found } = await read(rows, { keyOf, after: losing(gone) });
			expect(found).toEqual(rows);
		}
	});

	it('are looked at once each while their keys are numbers that rise, so that a long list costs little', async () => {
		let looks = 0;
		await read(rowsUpTo(5_000), { keyOf: (row) => (looks++, row) });
		expect(looks).toBeLessThan(5_100);
	});
});
