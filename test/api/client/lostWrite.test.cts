import { describe, expect, it } from '@jest/globals';
import type { LostWrite } from '../../../api/client/lostWrite';
import { answer, broken, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import { path, lost, noteOf } from '../../support/client/lostNote.cts';

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
