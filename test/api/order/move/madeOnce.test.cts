import { describe, expect, it } from '@jest/globals';
import { moveOrders } from '../../../../api/order/move/move';
import { withOrders } from '../../../support/parcels.cts';
import { lostAnswers } from '../../../support/lostAnswers.cts';
import { closed, prepared, movePath, foldersOf, movesOf, told, withRule } from '../../../support/order/moves.cts';

describe.each(lostAnswers)('a move whose answer is lost by %s', (fault) => {
	it.each([
		['one order', 1],
		['30 orders', 30],
	])('is made once for %s', async (_, count) => {
		const { store, ids, client } = withOrders(count, { faults: { [fault]: { count: 1, path: movePath } } });
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(ids.map(() => 'moved'));
		expect(ids.map((id) => movesOf(store, id))).toEqual(ids.map(() => ['Order moved to the Closed folder']));
	});

	it('does not bring back an order that a rule has moved on', async () => {
		const { store, ids, client } = withOrders(3, { faults: { [fault]: { count: 1, path: movePath } } });
		withRule(store, closed, prepared);
		const results = await store.run(moveOrders(client, ids, closed));
		expect(told(results)).toEqual(ids.map(() => 'moved'));
		expect(foldersOf(store, ids)).toEqual(ids.map(() => prepared.id));
		expect(movesOf(store, ids[0])).toHaveLength(2);
	});
});

describe('moves over a bad network', () => {
	it.each(Array.from({ length: 25 }, (_, seed) => seed))(
		'are never made twice, though a rule moves on, and never lost without a word: seed %i',
		async (seed) => {
			const bad = { probability: 0.3, path: movePath };
			const faults = { dropBefore: bad, dropAfter: bad, errorAfter: bad, serverError: { probability: 0.1 } };
			const { store, ids, client } = withOrders(5 + seed * 3, { seed, faults });
			if (seed % 2 === 0) withRule(store, closed, prepared);
			const results = told(await store.run(moveOrders(client, ids, closed)));
			for (const [index, id] of ids.entries()) {
				const made = movesOf(store, id).filter((note) => note.includes('Closed')).length;
				expect(made).toBeLessThanOrEqual(1);
				if (results[index] !== 'uncertain') expect([results[index], made]).toEqual(['moved', 1]);
			}
			expect(results.filter((result) => result === 'uncertain').length).toBeLessThan(ids.length / 2);
		},
	);
});

describe('a move that is sent again blindly', () => {
	it('would bring back an order that a rule has moved on', async () => {
		const { store, ids, client } = withOrders(1);
		withRule(store, closed, prepared);
		const body = { order_id_list: ids.map(Number), destination_folder_id: Number(closed.id) };
		await store.run(client.call('moveOrders', { path: {}, body }));
		await store.run(client.call('moveOrders', { path: {}, body }));
		expect(movesOf(store, ids[0])).toHaveLength(4);
	});
});
