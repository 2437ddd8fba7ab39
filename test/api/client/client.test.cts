import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { LostWrite } from '../../../api/client/lostWrite';
import { OrderDeskError, settle } from '../../../api/errors';
import { answer, broken, clockSays, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';

const path = { orderId: '7' };
const lost = broken();
const times = <T,>(count: number, what: T): T[] => Array.from({ length: count }, () => what);
const failureOf = async (promise: Promise<unknown>): Promise<OrderDeskError> => {
	const outcome = await settle(promise);
	if (outcome.ok) throw new Error('it was expected to fail');
	return outcome.error as OrderDeskError;
};
const noteOf = { path, body: { content: 'Packed' } };

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

describe('a write whose answer was lost', () => {
	it('is uncertain where nobody can look for it, with what is known of the try', async () => {
		const { client, sent } = scriptedStore([broken('EPIPE')]);
		expect(await failureOf(client.call('addNote', noteOf))).toMatchObject({
			kind: 'uncertain',
			message:
				'Order Desk may or may not have managed to add the note to order 7 (The connection to Order Desk broke before it answered)',
			advice: 'Look at the record in Order Desk before you run this again, so that nothing happens twice.',
			code: 'EPIPE',
		});
		expect(sent()).toEqual(['POST /orders/7/order-history']);
		const answered = scriptedStore([answer(502)]);
		expect(await failureOf(answered.client.call('addNote', noteOf))).toMatchObject({ kind: 'uncertain', status: 502 });
	});

	it('is looked for after 3 and 8 more seconds, and then sent again', async () => {
		const { client, requests, start } = scriptedStore([lost, success({ id: 'again' })]);
		const looks: Array<[after: number, isLast: boolean, sentAt: number]> = [];
		const reconcile = async ({ sentAt, refusal }: LostWrite, isLast: boolean) => {
			expect(refusal).toBeUndefined();
			looks.push([client.now() - start, isLast, sentAt - start]);
			return await Promise.resolve(undefined);
		};
		expect(await client.call('addNote', { ...noteOf, reconcile })).toMatchObject({ id: 'again' });
		expect(looks).toEqual([
			[3_000, false, 0],
			[11_000, true, 0],
		]);
		expect(requests.map(({ after }) => after)).toEqual([0, 11_000]);
	});

	it('is not sent again when it is found, and the looks can be at other times', async () => {
		const { client, requests, sleeps } = scriptedStore([lost]);
		const found = { id: 'there' };
		const reconcile = async (_: LostWrite, isLast: boolean) =>
			await Promise.resolve(isLast ? { arrived: found } : undefined);
		expect(await client.call('addNote', { ...noteOf, reconcile, lookDelays: [100, 200, 300] })).toBe(found);
		expect(sleeps).toEqual([100, 200, 300]);
		expect(requests).toHaveLength(1);
	});

	it('is sent with another body where the last look says so, and no look before it is listened to', async () => {
		const { client, requests } = scriptedStore([lost, lost, success()]);
		let looks = 0;
		const reconcile = async () => await Promise.resolve({ sendInstead: { content: `After look ${++looks}` } });
		await client.call('addNote', { ...noteOf, reconcile });
		expect(requests.map(({ body }) => body)).toEqual([
			{ content: 'Packed' },
			{ content: 'After look 2' },
			{ content: 'After look 4' },
		]);
	});

	it('says to the looks whether it is sent again', async () => {
		const { client } = scriptedStore(times(9, lost));
		const told: boolean[] = [];
		const reconcile = async ({ mayRepeat }: LostWrite) => (told.push(mayRepeat), await Promise.resolve(undefined));
		await failureOf(client.call('addNote', { ...noteOf, reconcile }));
		expect(told).toEqual([...times(16, true), ...times(2, false)]);
	});

	it('fails as what it met last when it was sent nine times and was never there', async () => {
		const { client, requests } = scriptedStore(times(9, lost));
		const reconcile = async () => await Promise.resolve(undefined);
		expect(await failureOf(client.call('addNote', { ...noteOf, reconcile }))).toMatchObject({ kind: 'unknown' });
		expect(requests).toHaveLength(9);
	});

	it('is dated by its first try, however often it was sent', async () => {
		const { client, start } = scriptedStore([lost, lost, success()]);
		const seen: number[] = [];
		const reconcile = async ({ sentAt }: LostWrite) => (seen.push(sentAt - start), await Promise.resolve(undefined));
		await client.call('addNote', { ...noteOf, reconcile });
		expect(new Set(seen)).toEqual(new Set([0]));
	});

	it('with a key of its own is sent again without a look, when the first one can no longer take effect', async () => {
		const { client, requests } = scriptedStore([lost, success({ order: {} })]);
		await client.call('createKeyedOrder', { path: {}, body: {} });
		expect(requests.map(({ after }) => after)).toEqual([0, 11_000]);
	});
});

describe('a refusal', () => {
	it('of a repeat may be due to the first try: it is looked for, and the look is told of it', async () => {
		const { client, sent } = scriptedStore([lost, answer(400, 'It exists already')]);
		const refusals: Array<string | undefined> = [];
		const found = { id: 'there' };
		const reconcile = async ({ refusal }: LostWrite) => {
			refusals.push(refusal?.message);
			return await Promise.resolve(refusal ? { arrived: found } : undefined);
		};
		expect(await client.call('addNote', { ...noteOf, reconcile })).toBe(found);
		expect(refusals).toEqual([undefined, undefined, 'Order Desk did not add the note to order 7: It exists already']);
		expect(sent()).toHaveLength(2);
	});

	it('of a repeat stands when nothing is found', async () => {
		const { client, sent } = scriptedStore([lost, answer(400, 'Bad note')]);
		const reconcile = async () => await Promise.resolve(undefined);
		expect(await failureOf(client.call('addNote', { ...noteOf, reconcile }))).toMatchObject({
			kind: 'refused',
			message: 'Order Desk did not add the note to order 7: Bad note',
		});
		expect(sent()).toHaveLength(2);
	});

	it('of a repeat is answered with another body where only a part has arrived', async () => {
		const { client, requests } = scriptedStore([lost, answer(400, 'It exists already'), success({ id: 'rest' })]);
		const reconcile = async ({ refusal }: LostWrite) =>
			await Promise.resolve(refusal ? { sendInstead: { content: 'The rest' } } : undefined);
		expect(await client.call('addNote', { ...noteOf, reconcile })).toMatchObject({ id: 'rest' });
		expect(requests.map(({ body }) => body)).toEqual([noteOf.body, noteOf.body, { content: 'The rest' }]);
	});

	it('of a repeat that nobody can look for leaves it uncertain', async () => {
		const { client } = scriptedStore([lost, answer(400, 'It exists already')]);
		expect(await failureOf(client.call('createKeyedOrder', { path: {}, body: {} }))).toMatchObject({
			kind: 'uncertain',
		});
	});

	it('of the first try is final, and nobody looks', async () => {
		const { client } = scriptedStore([answer(400, 'Bad note')]);
		const reconcile = async () => await Promise.reject(new Error('looked'));
		expect(await failureOf(client.call('addNote', { ...noteOf, reconcile }))).toMatchObject({
			message: expect.stringContaining('Bad note'),
		});
	});

	it('of a read after a lost answer is no doubt', async () => {
		const { client } = scriptedStore([lost, answer(400, 'Bad query')]);
		expect(await failureOf(client.call('getOrder', { path }))).toMatchObject({
			kind: 'refused',
			message: 'Order Desk did not get order 7: Bad query',
		});
	});
});

describe('a look that fails', () => {
	const gone = new OrderDeskError('refused', 'Order not found', { status: 404 });
	const blind = new OrderDeskError('unknown', 'Nothing to be seen');

	/** Calls with looks of which one fails. */
	const failingIn = (place: number) => {
		const store = scriptedStore([lost, success({ id: 'again' })]);
		let looks = 0;
		const reconcile = async (_: LostWrite, isLast: boolean) => {
			if (looks++ === place) throw blind;
			return await Promise.resolve(place === 0 && isLast ? { arrived: { id: 'there' } } : undefined);
		};
		return { ...store, result: store.client.call('addNote', { ...noteOf, reconcile }) };
	};

	it('is made up for by the next one', async () => {
		expect(await failingIn(0).result).toEqual({ id: 'there' });
	});

	it('as the last one leaves the write uncertain, also where one before it found nothing', async () => {
		const { result, sent } = failingIn(1);
		expect(await failureOf(result)).toMatchObject({ kind: 'uncertain' });
		expect(sent()).toHaveLength(1);
	});

	it('is nothing to the next one, which may find nothing: then the write is sent again', async () => {
		const { client, sent } = scriptedStore([lost, success({ id: 'again' })]);
		const reconcile = async (_: LostWrite, isLast: boolean) =>
			isLast ? await Promise.resolve(undefined) : await Promise.reject(blind);
		expect(await client.call('addNote', { ...noteOf, reconcile })).toMatchObject({ id: 'again' });
		expect(sent()).toHaveLength(2);
	});

	it('leaves the write uncertain, for the reason why its answer was lost', async () => {
		const { client } = scriptedStore([broken('EPIPE')]);
		const failure = await failureOf(
			client.call('addNote', { ...noteOf, reconcile: async () => await Promise.reject(blind) }),
		);
		expect(failure).toMatchObject({ kind: 'uncertain', code: 'EPIPE', message: expect.stringContaining('connection') });
	});

	it('since the record is gone says so: the effect is gone, too', async () => {
		const { client } = scriptedStore([lost]);
		expect(
			await failureOf(client.call('addNote', { ...noteOf, reconcile: async () => await Promise.reject(gone) })),
		).toBe(gone);
	});
});

describe("the moment of a lost write by Order Desk's clock", () => {
	const timeOf = async (script: Scripted[], moment?: number) => {
		const store = scriptedStore([lost, ...script]);
		let told = NaN;
		const reconcile = async (lostWrite: LostWrite) => {
			told = await lostWrite.earliestServerTime(moment === undefined ? undefined : store.start + moment);
			return { arrived: { told } };
		};
		await store.client.call('addNote', { ...noteOf, reconcile });
		return { told, sent: store.sent() };
	};

	it('is two seconds before it was sent, or before another moment, and costs a request', async () => {
		const hour = Date.UTC(2026, 0, 15, 20);
		expect(await timeOf([clockSays('2026-01-15 20:00:03')])).toEqual({
			told: hour - 2_000,
			sent: ['POST /orders/7/order-history', 'GET /test'],
		});
		expect((await timeOf([clockSays('2026-01-15 20:00:03')], 1_000)).told).toBe(hour - 1_000);
	});

	it('leaves the write uncertain when Order Desk does not tell the time', async () => {
		const failure = await failureOf(timeOf([clockSays('soon'), clockSays('soon')]));
		expect(failure).toMatchObject({ kind: 'uncertain' });
		const { client } = scriptedStore([lost, ...times(2, clockSays('soon'))]);
		const reasons: string[] = [];
		const reconcile = async (lostWrite: LostWrite) => {
			reasons.push((await failureOf(lostWrite.earliestServerTime())).message);
			return await Promise.resolve({ arrived: {} });
		};
		await client.call('addNote', { ...noteOf, reconcile });
		expect(reasons).toEqual(['Order Desk did not tell the time']);
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

describe('an execution that is cancelled', () => {
	const cancelling = (script: (cancel: () => void) => Scripted[]) => {
		const { signal, abort } = (() => {
			const controller = new AbortController();
			return { signal: controller.signal, abort: () => controller.abort() };
		})();
		return { ...scriptedStore(script(abort), { signal }), signal, abort };
	};

	it('sends nothing more', async () => {
		const { client, abort, sent } = cancelling(() => []);
		abort();
		expect(await failureOf(client.call('addNote', noteOf))).toMatchObject({
			kind: 'cancelled',
			message: 'The execution was cancelled',
		});
		expect(sent()).toEqual([]);
	});

	it('leaves a write that was under way uncertain, and no read', async () => {
		const script = (cancel: () => void): Scripted[] => [() => (cancel(), lost)];
		expect(await failureOf(cancelling(script).client.call('addNote', noteOf))).toMatchObject({ kind: 'uncertain' });
		expect(await failureOf(cancelling(script).client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
	});

	it('takes an answer that still came', async () => {
		const { client } = cancelling((cancel) => [() => (cancel(), success({ order: { id: 7 } }))]);
		expect(await client.call('getOrder', { path })).toMatchObject({ order: { id: 7 } });
	});

	it('waits for nothing more, and has nothing left that waits', async () => {
		const { client, sleeps, signal } = cancelling((cancel) => [() => (cancel(), answer(502))]);
		expect(await failureOf(client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
		expect(sleeps).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('has nothing left that waits when it was not cancelled', async () => {
		const { client, signal } = cancelling(() => [lost, success({ order: {} })]);
		await client.call('getOrder', { path });
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('does not ask any more whether the store is back', async () => {
		const controller = new AbortController();
		const { client, breakers, limiter, sent } = scriptedStore([], {
			signal: controller.signal,
			asleep: (milliseconds) => milliseconds > 30_000 && controller.abort(),
		});
		for (let failures = 0; failures < 20; failures++) breakers.store.reportOutcome('failed', 'send', client.now());
		limiter.release(await limiter.admit({ by: limiter, isRepeat: false }), { throttled: { retryAfter: 60_000 } });
		expect(await failureOf(client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
		expect(sent()).toEqual([]);
	});
});
