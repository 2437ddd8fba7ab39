import { describe, expect, it } from '@jest/globals';
import type { LostWrite } from '../../../api/client/lostWrite';
import { OrderDeskError } from '../../../api/errors';
import { broken, clockSays, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';
import { lost, noteOf } from '../../support/client/lostNote.cts';

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
