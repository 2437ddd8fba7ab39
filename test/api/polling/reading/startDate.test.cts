import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../../../api/polling/reading/change';
import { clocksAt, notStarted, startOf } from '../../../../api/polling/reading/clocks';
import { inventoryList, orderList, serverSeconds } from '../../../../api/polling/reading/list';
import { exactStart, oldestOf, trialStart } from '../../../../api/polling/reading/startDate';
import { answer, clockSays, scriptedStore, success } from '../../../support/scriptedStore.cts';

const quarter = 900;
const hour = 3_600;
const known = Date.UTC(2026, 0, 15, 12) / 1000;
const changesAt = (...dates: number[]): Change[] => dates.map((at, id) => ({ id: `${id}`, at, record: {} }));

describe('the oldest date', () => {
	it('is that of the changes that have one', () => {
		expect(oldestOf(changesAt(known + 5, 0, known, known + 9))).toBe(known);
		expect(oldestOf(changesAt(0))).toBe(Infinity);
	});
});

describe('trials of later starts', () => {
	/** The trials for a store that reads dates so many seconds earlier than UTC, and what was learned. */
	const learn = (zone: number) => {
		const changes = changesAt(known, known + 60);
		let since = known - 12 * hour;
		let tooLate: number | undefined;
		let trials = 0;
		for (;;) {
			const start = trialStart(since, changes, tooLate);
			if (start === undefined) return { trials, learned: since - known };
			trials += 1;
			// A start names the second before, and the known record is found by one that is not later.
			if (start - 1 - zone <= known) since = start;
			else tooLate = start - known;
		}
	};

	it.each(Array.from({ length: 26 * 4 + 1 }, (_, n) => -12 * hour + n * quarter))(
		'find out in seven or fewer that dates are read as %i seconds earlier than UTC',
		(zone) => {
			const { trials, learned } = learn(zone);
			expect(trials).toBeLessThanOrEqual(7);
			expect(learned).toBe(zone);
		},
	);

	it('are over where only one quarter of an hour is left, and stand on quarters after the known record', () => {
		const changes = changesAt(known);
		expect(trialStart(known, changes, quarter)).toBeUndefined();
		expect(trialStart(known, changes, 2 * quarter)).toBe(known + quarter);
		expect(trialStart(known - 1, changes, quarter)).toBeUndefined();
		expect(trialStart(known, changes)).toBe(known + 7 * hour + quarter);
	});
});

describe('the start for what has changed since a moment', () => {
	const from = known + 10 * hour;

	it('is read as that moment, in whatever zone, and an hour earlier where clocks may be changed in between', () => {
		for (const zone of [-12 * hour, 0, 5.75 * hour, 13 * hour]) {
			const since = known + zone;
			expect(exactStart(since, changesAt(known, from), from)).toBe(from + zone - hour);
		}
	});

	it('is no later than the moment, nor than the quarter in which dates are read as before', () => {
		const since = known + 100;
		expect(exactStart(since, changesAt(known), known + 200)).toBe(known + 300);
		expect(exactStart(since, changesAt(known), known + 1_000)).toBe(known + quarter - 1);
		expect(exactStart(since, changesAt(known), known + 2 * hour)).toBe(known + hour + 100);
		expect(exactStart(known, changesAt(known), known + 200)).toBe(known - 1);
	});

	it('is none in a store that ignores it', () => {
		expect(exactStart(known + 14 * hour, changesAt(known), from)).toBeUndefined();
		expect(exactStart(known + 14 * hour - 1, changesAt(known), from)).toBeDefined();
	});
});

describe('the time of an answer', () => {
	const clocks = { records: known, server: known + 50, local: known + 70 };
	const later = (server: number, local: number) => ({ server: clocks.server + server, local: clocks.local + local });

	it('is that of the last one and what has passed since, as far as both clocks say so', () => {
		const timeAfter = (server: number, local: number) =>
			clocksAt([], later(server, local), { clocks, from: 0 }).records - known;
		expect([timeAfter(60, 60), timeAfter(60, 20), timeAfter(20, 60)]).toEqual([60, 20, 20]);
		expect([timeAfter(-60, 60), timeAfter(60, -60)]).toEqual([0, 0]);
	});

	it('is the newest date in it where that is later, but no later than the server says', () => {
		const now = later(60, 0);
		const newest = (...dates: number[]) => clocksAt(dates, now, { clocks, from: 0 }).records;
		expect(newest(known + 5, known + 30)).toBe(known + 30);
		expect(newest(known - 5)).toBe(known);
		expect(newest(now.server + 30)).toBe(now.server);
		expect(newest(now.server + hour)).toBe(now.server);
		expect(newest(now.server + hour + 1)).toBe(known);
	});

	it('is at first what no new record is older than', () => {
		expect(clocksAt([], { server: known + 9, local: known + 9 }, { from: known }).records).toBe(known);
		expect(clocksAt([], { server: known - 9, local: known }, { from: known }).records).toBe(known - 9);
		expect(clocksAt([], { server: known, local: known - 9 }, { from: known }).records).toBe(known - 9);
	});
});

describe('the start of a reading', () => {
	const start = { records: known, server: known + 50, local: known + 70 };
	const nowAfter = (server: number, local: number) => ({
		records: known + 500,
		server: start.server + server,
		local: start.local + local,
	});

	it('is the time of its first answer', () => {
		expect(startOf([known], start, notStarted)).toBe(start);
	});

	it('is later where a later answer shows so, less what has passed by the clock that says more', () => {
		const startAfter = (server: number, local: number, date: number) =>
			startOf([known + date], nowAfter(server, local), start).records - known;
		expect([startAfter(60, 60, 100), startAfter(60, 20, 100), startAfter(20, 60, 60)]).toEqual([40, 40, 0]);
		expect(startAfter(60, -60, 100)).toBe(40);
		expect(startAfter(60, 60, 20)).toBe(0);
		expect(startOf([known + 100], nowAfter(60, 60), start)).toMatchObject({ server: start.server, local: start.local });
	});
});

describe('a list', () => {
	it('of orders is asked for in each sequence, from a date on or whole', () => {
		const since = '2026-01-15 12:00:00';
		expect(orderList.query(since, 'lastChanged')).toEqual({
			modified_start_date: since,
			order_by: 'date_updated',
			order: 'DESC',
		});
		expect(orderList.query(undefined, 'firstId')).toEqual({ order_by: 'id', order: 'ASC' });
		expect(orderList.query(undefined, 'lastId')).toEqual({ order_by: 'id', order: 'DESC' });
	});

	it('of inventory items has a sequence of its own', () => {
		expect(inventoryList.query('2026-01-15 12:00:00', 'firstId')).toEqual({
			updated_start_date: '2026-01-15 12:00:00',
		});
		expect(inventoryList.query(undefined, 'lastId')).toEqual({});
		expect([orderList.sortable, inventoryList.sortable]).toEqual([true, false]);
	});
});

describe('the clock of the server', () => {
	it('is read from the last answer, and asked for where that had no date', async () => {
		const dated = scriptedStore([success({ orders: [] }, { date: 'Thu, 15 Jan 2026 12:00:00 GMT' })]);
		await orderList.page(dated.client, {});
		expect(await serverSeconds(dated.client)).toBe(known);
		expect(dated.sent()).toEqual(['GET /orders']);
		const undated = scriptedStore([clockSays('2026-01-15 12:00:00')]);
		expect(await serverSeconds(undated.client)).toBe(known);
		expect(undated.sent()).toEqual(['GET /test']);
		await expect(serverSeconds(scriptedStore([clockSays('soon'), answer(400)]).client)).rejects.toMatchObject({
			kind: 'unknown',
			message: 'Order Desk did not tell the time',
		});
	});
});
