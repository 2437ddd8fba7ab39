import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { planFor } from '../../../api/inventoryItem/plan';
import { putInventory } from '../../../api/inventoryItem/put';
import { set } from '../../support/inventoryStore.cts';
import { answer, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';

const plansFor = (from: number, count: number) =>
	Array.from({ length: count }, (_, n) => planFor({ id: from + n, stock: 10 }, [set('', { stock: 1 })], 'n8n'));

/** What became of items 1, 2 and 3 where the batch is answered like this. */
const outcomesOf = async (reply: Scripted) => {
	const { client } = scriptedStore(({ path }) => (path.includes('batch') ? reply : answer(400, 'Alone')));
	const results = await putInventory(client, plansFor(1, 3));
	return results.map((result) => (isOrderDeskError(result) ? result.message : result));
};

describe('the answer to a batch of items', () => {
	it.each([
		['3 Inventory Items Updated', 'updated'],
		[' 3  inventory items updated', 'updated'],
		['13 Inventory Items Updated', 'updated'],
		['2 Inventory Items Updated', 'unsure'],
		['Passed over 3 Inventory Items', 'unsure'],
		['Inventory Items Updated', 'unsure'],
	])('that says "%s" and nothing of its rows leaves them %s', async (message, outcome) => {
		expect(await outcomesOf(success({ message }))).toEqual([outcome, outcome, outcome]);
	});

	const [done, locked] = [{ status: 'success' }, { status: 'error', message: 'Locked' }];

	it('is read row by row: by place without IDs, if there is one for each', async () => {
		expect(await outcomesOf(success({ results: [done, locked, {}] }))).toEqual([
			'updated',
			expect.stringContaining('Locked'),
			'updated',
		]);
		expect(await outcomesOf(success({ results: [locked, done] }))).toEqual(['unsure', 'unsure', 'unsure']);
	});

	it('is read by ID where any row has one, in whatever sequence', async () => {
		const results = [{ id: 3, ...locked }, { id: '1', ...done }, done];
		expect(await outcomesOf(success({ results }))).toEqual(['updated', 'unsure', expect.stringContaining('Locked')]);
	});
});

describe('the number of items in one request', () => {
	/** How many items each request holds, over several calls of one run. */
	const sizesOf = async (counts: number[], refuses: (ids: number[]) => number | undefined) => {
		const sizes: number[] = [];
		const { client } = scriptedStore(({ path, body }) => {
			if (!path.includes('batch')) return success();
			const ids = (body as Array<{ id: number }>).map(({ id }) => id);
			sizes.push(ids.length);
			const status = refuses(ids);
			return status ? answer(status, 'Refused') : success({ message: `${ids.length} Inventory Items Updated` });
		});
		for (const [call, count] of counts.entries()) await putInventory(client, plansFor(1_000 * (call + 1), count));
		return sizes;
	};

	it('is a hundred, also after fewer were sent', async () => {
		expect(await sizesOf([2, 100, 250], () => undefined)).toEqual([2, 100, 100, 100, 50]);
	});

	it('is learned once where the store takes fewer, whatever is sent next', async () => {
		const tooMany = (ids: number[]) => (ids.length > 30 ? 413 : undefined);
		expect(await sizesOf([100, 3, 100], tooMany)).toEqual([100, 50, 25, 25, 25, 25, 3, 25, 25, 25, 25]);
	});

	it('is not learned from a refusal of what the items say', async () => {
		const sizes = await sizesOf([40, 40], (ids) => (ids.includes(1_000) ? 400 : undefined));
		expect(sizes.slice(0, 3)).toEqual([40, 20, 10]);
		expect(sizes.at(-1)).toBe(40);
	});
});
