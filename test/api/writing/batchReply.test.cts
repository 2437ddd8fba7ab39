import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { callBatch } from '../../../api/writing/batch';
import type { Json } from '../../../api/types';
import { scriptedStore } from '../../support/scriptedStore.cts';

const [done, failed] = [{ status: 'success' }, { status: 'error' }];

/** What is read out of an answer that succeeds, or is refused as a whole. */
const read = async (results: Json, status = 'success') => {
	const body = { status, message: 'Said', results };
	const { client } = scriptedStore([{ status: status === 'success' ? 200 : 400, headers: {}, body }]);
	return await settle(
		callBatch(client, 'addShipments', [], { reconcile: async () => await Promise.resolve(undefined) }),
	);
};

describe('the results of a batch', () => {
	it.each<[Json, Json[]]>([
		[[], []],
		[
			[done, failed],
			[done, failed],
		],
		[{ 0: done, 1: failed }, [done, failed]],
		// PHP has left out a place: the others keep theirs.
		[{ 0: done, 2: failed }, [done, {}, failed]],
		[{ 1: failed }, [{}, failed]],
		[
			[done, 'odd', null],
			[done, {}, {}],
		],
	])('are read at their places, in either form: %j', async (results, rows) => {
		expect(await read(results)).toMatchObject({ ok: true, value: { results: rows, refused: false } });
		if (rows.length > 0)
			expect(await read(results, 'error')).toMatchObject({ value: { results: rows, refused: true } });
	});

	it.each<Json>(['', null, 'odd', 5, { a: done }, { 3866382274: done }])(
		'are none where they cannot be told: %j',
		async (results) => {
			expect(await read(results)).toEqual({
				ok: true,
				value: { message: 'Said', refused: false },
			});
			expect(await read(results, 'error')).toMatchObject({
				ok: false,
				error: { kind: 'refused', message: expect.stringContaining('Said') },
			});
		},
	);
});
