import { describe, expect, it } from '@jest/globals';
import { answer, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import { path, lost, noteOf } from '../../support/client/lostNote.cts';

describe('a call', () => {
	it('sends what it is given and nothing else, and returns the body as it came', async () => {
		const { client, requests } = scriptedStore([success({ order: { id: 7 } }), success()]);
		expect(await client.call('getOrder', { path })).toEqual({ status: 'success', order: { id: 7 } });
		await client.call('addNote', { path, query: { a: 1 }, body: { content: 'x' } });
		expect(requests).toStrictEqual([
			{ method: 'GET', path: '/orders/7', after: 0 },
			{ method: 'POST', path: '/orders/7/order-history', query: { a: 1 }, body: { content: 'x' }, after: 0 },
		]);
	});

	it('tells whose store it speaks to, and what time it is', () => {
		const { client, start } = scriptedStore([]);
		expect([client.storeKey, client.baseUrl, client.now()]).toEqual(['scripted', 'http://localhost/api/v2', start]);
	});

	it('reads the clock of the server from the date of its answers, where they have one', async () => {
		const dated = (date: string) => success({ order: {} }, { date });
		const { client } = scriptedStore([
			success({ order: {} }),
			dated('Thu, 15 Jan 2026 12:00:07 GMT'),
			dated('soon'),
			lost,
			success({ order: {} }),
		]);
		await client.call('getOrder', { path });
		expect(client.serverDate).toBeUndefined();
		for (let call = 0; call < 3; call++) await client.call('getOrder', { path });
		expect(client.serverDate).toBe(Date.UTC(2026, 0, 15, 12, 0, 7));
	});
});

describe('a request that the user puts together', () => {
	const made = {
		request: { method: 'POST', path: '/anything', body: { a: 1 } },
		retry: 'append',
		does: 'do that',
	} as const;

	it('is sent as it is, and its answer comes back as it is', async () => {
		const { client, requests } = scriptedStore([success({ a: 2 })]);
		expect(await client.request(made)).toEqual({ status: 'success', a: 2 });
		expect(requests).toStrictEqual([{ ...made.request, after: 0 }]);
	});

	it('is uncertain when its answer was lost: nobody knows how to look for it', async () => {
		const { client } = scriptedStore([lost]);
		expect(await failureOf(client.request(made))).toMatchObject({
			kind: 'uncertain',
			message: expect.stringContaining('managed to do that'),
		});
	});
});

describe('a read whose answer was lost', () => {
	it('is sent again after waits that double, and fails like its last try when eight more were lost', async () => {
		const { client, requests, sleeps } = scriptedStore([...times(8, lost), answer(502)]);
		const failure = await failureOf(client.call('getOrder', { path }));
		expect(failure).toMatchObject({ kind: 'unknown', message: 'Order Desk answered with HTTP 502', status: 502 });
		expect(sleeps).toEqual([500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000]);
		expect(requests).toHaveLength(9);
	});

	it('counts what was lost apart from 429s, which the limiter waits for', async () => {
		const { client, sleeps } = scriptedStore([...times(4, answer(429)), ...times(8, lost), success({ order: {} })]);
		await client.call('getOrder', { path });
		expect(sleeps.filter((wait) => wait <= 4_000 && wait >= 500 && wait % 500 === 0).slice(-8)).toEqual([
			500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000, 4_000,
		]);
	});
});

describe('a key that is not accepted', () => {
	it('is told with every request that follows, and none of them is sent', async () => {
		const { client, sent } = scriptedStore([answer(401)]);
		const [first, second] = [
			await failureOf(client.call('getOrder', { path })),
			await failureOf(client.call('addNote', noteOf)),
		];
		expect(first.kind).toBe('unauthorized');
		expect(second).toBe(first);
		expect(sent()).toHaveLength(1);
	});

	it('is meant by a 403 only as long as no answer has accepted it', async () => {
		const { client, sent } = scriptedStore([success({ order: {} }), answer(403, 'Locked'), success({ order: {} })]);
		await client.call('getOrder', { path });
		expect(await failureOf(client.call('addNote', noteOf))).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('Locked'),
		});
		await client.call('getOrder', { path });
		expect(sent()).toHaveLength(3);
		const unproven = scriptedStore([answer(403), answer(200)]);
		expect(await failureOf(unproven.client.call('getOrder', { path }))).toMatchObject({ kind: 'unauthorized' });
	});
});
