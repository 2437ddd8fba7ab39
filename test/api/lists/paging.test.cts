import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eachPage, maxPerPage } from '../../../api/lists/paging';
import type { Page, PageRequest, Position } from '../../../api/lists/paging';

/** A list in a fixed sequence that loses and gains rows between two pages. */
class ShiftingList {
	requests = 0;

	constructor(
		private rows: number[],
		private readonly changes: Array<{ remove: number; add: number }>,
	) {}

	read = async ({ limit, offset }: PageRequest): Promise<Page<number>> => {
		const { remove = 0, add = 0 } = this.changes[this.requests++] ?? {};
		const page = this.rows.slice(offset, offset + limit);
		const last = this.rows.at(-1) ?? 0;
		this.rows = [
			...this.rows.slice(Math.min(remove, this.rows.length)),
			...Array.from({ length: add }, (_, n) => last + n + 1),
		];
		return { rows: page, limit };
	};

	/** The rows that were there from the first page to the last. */
	stayed = (original: number[]): number[] => original.filter((row) => this.rows.includes(row));
}

const rowsUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const readAll = async (list: ShiftingList, wanted?: number): Promise<number[]> => {
	const found: number[] = [];
	for await (const page of eachPage(list.read, String, wanted === undefined ? {} : { pageSize: wanted, wanted }))
		found.push(...page);
	return found;
};

const offsetPaging = async (list: ShiftingList): Promise<number[]> => {
	const found: number[] = [];
	for (let offset = 0; ; offset += maxPerPage) {
		const { rows: page } = await list.read({ limit: maxPerPage, offset });
		found.push(...page);
		if (page.length < maxPerPage) return found;
	}
};

const changes = fc.array(fc.record({ remove: fc.integer({ min: 0, max: 40 }), add: fc.integer({ min: 0, max: 40 }) }), {
	maxLength: 8,
});

describe('reading a list page by page', () => {
	it('finds every row that stays, once, while others come and go', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 3_000 }), changes, async (count, during) => {
				const list = new ShiftingList(rowsUpTo(count), during);
				const found = await readAll(list);
				expect(new Set(found).size).toBe(found.length);
				expect(list.stayed(rowsUpTo(count)).filter((row) => !found.includes(row))).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	it('would lose rows with plain offsets', async () => {
		const list = new ShiftingList(rowsUpTo(1_200), [{ remove: 10, add: 0 }]);
		const found = await offsetPaging(list);
		expect(list.stayed(rowsUpTo(1_200)).filter((row) => !found.includes(row))).not.toEqual([]);
	});

	it.each([
		[0, 1],
		[1, 1],
		[499, 1],
		[1_200, 3],
		[10_000, 21],
	])('takes for %i rows %i requests', async (count, requests) => {
		const list = new ShiftingList(rowsUpTo(count), []);
		expect(await readAll(list)).toEqual(rowsUpTo(count));
		expect(list.requests).toBe(requests);
	});

	it('gets to the end though a fifth of every page goes before the next one is asked for', async () => {
		const original = rowsUpTo(2_000);
		const list = new ShiftingList(
			original,
			Array.from({ length: 500 }, () => ({ remove: 20, add: 20 })),
		);
		const found: number[] = [];
		for await (const page of eachPage(list.read, String, { pageSize: 100 })) found.push(...page);
		expect(list.stayed(original).filter((row) => !found.includes(row))).toEqual([]);
		expect(list.requests).toBeLessThan(60);
	});

	it('asks for no more rows than are wanted', async () => {
		const list = new ShiftingList(rowsUpTo(1_200), []);
		expect(await readAll(list, 50)).toEqual(rowsUpTo(50));
		expect(list.requests).toBe(1);
	});

	it('reads on when the store sends fewer rows at once than it was asked for', async () => {
		const list = new ShiftingList(rowsUpTo(1_000), []);
		const found: number[] = [];
		const capped = async ({ limit, offset }: PageRequest) => ({
			...(await list.read({ limit: Math.min(limit, 200), offset })),
			limit: 200,
		});
		for await (const page of eachPage(capped, String)) found.push(...page);
		expect(found).toEqual(rowsUpTo(1_000));
	});

	it('ends with a message when the store sends the same page for every offset', async () => {
		const stuck = async ({ limit }: PageRequest) => ({ rows: rowsUpTo(limit) });
		const readStuck = async () => {
			for await (const page of eachPage(stuck, String)) expect(page).toHaveLength(500);
		};
		await expect(readStuck()).rejects.toThrow('sends the same page');
	});
});

describe('reading a list in several goes', () => {
	/** Reads so many pages in each go, each time from where the last one stopped. */
	const readInGoes = async (list: ShiftingList, pages: number): Promise<number[]> => {
		const found: number[] = [];
		let position: Position = { offset: 0 };
		for (let isWhole = false; !isWhole; position = JSON.parse(JSON.stringify(position)) as Position) {
			let left = pages;
			isWhole = true;
			const fetchPage = async (request: PageRequest) => {
				isWhole = left-- > 0;
				return isWhole ? await list.read(request) : undefined;
			};
			for await (const page of eachPage(fetchPage, Number, { pageSize: 100, position })) found.push(...page);
		}
		return found;
	};

	it('finds every row that stays, once, while others come and go', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 600 }),
				fc.integer({ min: 1, max: 4 }),
				changes,
				async (count, pages, during) => {
					const list = new ShiftingList(rowsUpTo(count), during);
					const found = await readInGoes(list, pages);
					expect(new Set(found).size).toBe(found.length);
					expect(list.stayed(rowsUpTo(count)).filter((row) => !found.includes(row))).toEqual([]);
				},
			),
			{ numRuns: 200 },
		);
	});

	it('would lose rows if each go just started after as many rows as were found', async () => {
		const list = new ShiftingList(rowsUpTo(600), [{ remove: 20, add: 0 }]);
		const found: number[] = [];
		for (let isWhole = false; !isWhole; ) {
			const { rows } = await list.read({ limit: 100, offset: found.length });
			found.push(...rows);
			isWhole = rows.length < 100;
		}
		expect(list.stayed(rowsUpTo(600)).filter((row) => !found.includes(row))).not.toEqual([]);
	});
});
