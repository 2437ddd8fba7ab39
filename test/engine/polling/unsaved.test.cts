import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../api/types';
import { longestInterval } from '../../../nodes/OrderDeskPollingTrigger/pollTimes';
import { virtualClock } from '../../../sandbox/index.cts';
import type { VirtualClock } from '../../../sandbox/index.cts';
import { fullOrder } from '../../support/virtualStore.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

/* n8n saves what a trigger remembers when a workflow is published and with each execution, but not after other checks. */

let store: TestStore;
let clock: VirtualClock;
const realNow = Date.now;
beforeEach(async () => {
	clock = virtualClock(Date.UTC(2026, 0, 15, 12));
	// Only the date, and no timers: the store is asked over HTTP.
	Date.now = () => clock.now();
	store = await testStore({ clock, rateLimit: false });
});
afterEach(async () => {
	Date.now = realNow;
	await store.close();
});

const folders = { new: '21654', prepared: '21655', closed: '21656' };
const minutes = async (count: number) => await clock.advance(count * 60_000);
let numbers = 0;
const imported = (changes: JsonObject = {}) =>
	store.sandbox.store.orders.create(fullOrder({ source_id: `unsaved-${++numbers}`, ...changes }), 'import').id;
const moved = (id: string, folder: string) => {
	const { orders, folders: moving } = store.sandbox.store;
	moving.move(orders.get(id), folder, 'Staff');
};
const ids = (items: IDataObject[]) => items.map(({ id }) => String(id));

/** A trigger whose checks come once a minute. */
const watching = (parameters: JsonObject) => {
	const trigger = pollingTrigger(store.credential, parameters as never);
	return Object.assign(trigger, {
		idle: async (count: number) => {
			for (let checks = 0; checks < count; checks++) {
				await minutes(1);
				trigger.now += 60_000;
				expect(await trigger.check()).toEqual([]);
			}
		},
	});
};

const closing = { event: 'newOrder', filters: { folders: [folders.closed] } };

describe('a restart of n8n after checks that found nothing', () => {
	it.each([8, 45, 600])('does not make an order new that was closed %i minutes after it came in', async (age) => {
		const trigger = watching(closing);
		await trigger.check();
		const id = imported();
		await trigger.idle(2);
		await minutes(age);
		await trigger.idle(1);
		moved(id, folders.closed);
		await trigger.idle(1);
		trigger.restart();
		expect(await trigger.check()).toEqual([]);
		await trigger.idle(2);
	});

	it.each<[string, () => string]>([
		['an order that came in meanwhile', () => imported({ folder_id: folders.closed })],
		['an order that a rule moved at once', () => ((id) => (moved(id, folders.closed), id))(imported())],
		['an order that is dated back', () => imported({ folder_id: folders.closed, date_added: '2020-01-01 10:00:00' })],
	])('loses nothing of what happened while n8n was off: %s', async (_, happen) => {
		const trigger = watching(closing);
		await trigger.check();
		await trigger.idle(8);
		const id = happen();
		await minutes(120);
		trigger.restart();
		expect(ids(await trigger.check())).toEqual([id]);
		await trigger.idle(2);
	});

	it('loses no order that was changed late, where no filter on folders makes that matter', async () => {
		for (const filters of [{}, { sourceNames: 'Shopify' }]) {
			const trigger = watching({ event: 'newOrder', filters });
			await trigger.check();
			const id = imported({ source_name: 'Shopify' });
			await minutes(90);
			moved(id, folders.prepared);
			trigger.restart();
			expect(ids(await trigger.check())).toEqual([id]);
		}
	});

	it('loses no order that was changed before a check could find it', async () => {
		const trigger = watching(closing);
		await trigger.check();
		const id = imported();
		await minutes(100);
		moved(id, folders.closed);
		trigger.restart();
		trigger.parameters['pollTimes'] = { item: [{ mode: 'everyX', value: 3, unit: 'hours' }] };
		expect(ids(await trigger.check())).toEqual([id]);
	});

	it('reads on over several checks, and still makes no closed order new', async () => {
		const trigger = watching(closing);
		await trigger.check();
		const all = Array.from({ length: 1_300 }, () => imported());
		await trigger.idle(3);
		await minutes(60);
		await trigger.idle(1);
		for (const id of all) moved(id, folders.closed);
		await trigger.idle(1);
		const slow = pollingTrigger(store.credential, closing as never, { getPollBudgetMs: () => 0 });
		slow.restart(trigger.saved());
		for (let check = 0; check < 8; check++) {
			expect(await slow.check()).toEqual([]);
			await minutes(1);
			slow.now += 60_000;
		}
	});
});

describe('a workflow that is published again after checks that found nothing', () => {
	it('goes on where the last check has ended: it notices a return to the folder', async () => {
		const trigger = watching({ event: 'orderMoved', toFolders: [folders.closed] });
		const id = imported({ folder_id: folders.closed });
		await trigger.check();
		for (let round = 0; round < 3; round++) {
			moved(id, folders.prepared);
			await trigger.idle(2);
			trigger.publish();
			moved(id, folders.closed);
			expect(ids(await trigger.check())).toEqual([id]);
			await trigger.idle(1);
		}
	});

	it('notices that stock falls again after a restock', async () => {
		const { inventory } = store.sandbox.store;
		const { id } = inventory.add({ name: 'Shirt', code: 'shirt', stock: 1 });
		const trigger = watching({ event: 'lowStock', threshold: 5 });
		await trigger.check();
		inventory.edit(id, { stock: 20 });
		await trigger.idle(2);
		trigger.publish({ name: 'Stock' });
		inventory.edit(id, { stock: 2 });
		expect(ids(await trigger.check())).toEqual([id]);
	});

	it('makes no order new that was closed late', async () => {
		const trigger = watching(closing);
		await trigger.check();
		const id = imported();
		await trigger.idle(7);
		trigger.publish();
		await trigger.idle(7);
		moved(id, folders.closed);
		await trigger.idle(1);
		trigger.publish();
		await trigger.idle(2);
	});

	it('starts anew where n8n has nothing left of what it saved with the last execution', async () => {
		const trigger = watching({ event: 'newOrder' });
		await trigger.check();
		const id = imported();
		expect(ids(await trigger.check())).toEqual([id]);
		await trigger.idle(2);
		imported();
		trigger.load({});
		await trigger.idle(2);
		const next = imported();
		expect(ids(await trigger.check())).toEqual([next]);
	});

	it('goes by what n8n has saved where another process has found something meanwhile', async () => {
		const trigger = watching({ event: 'newOrder' });
		await trigger.check();
		await trigger.idle(5);
		const other = watching({ event: 'newOrder' });
		other.restart(trigger.saved());
		const id = imported();
		expect(ids(await other.check())).toEqual([id]);
		trigger.load(other.saved());
		await trigger.idle(2);
	});
});

describe('an n8n that starts each check with what it has saved', () => {
	it('finds what is new all the same', async () => {
		const trigger = watching({ event: 'orderMoved', toFolders: [folders.closed] });
		const id = imported();
		for (let check = 0; check < 3; check++) {
			trigger.load({});
			await trigger.idle(1);
		}
		trigger.load({});
		moved(id, folders.closed);
		expect(ids(await trigger.check())).toEqual([id]);
	});
});

describe('the longest time between two checks', () => {
	it.each<[number, unknown]>([
		[60, {}],
		[60, undefined],
		[60, { item: [] }],
		[60, { item: [null] }],
		[60, { item: [{ mode: 'everyMinute' }] }],
		[3_600, { item: [{ mode: 'everyHour', minute: 5 }] }],
		[86_400, { item: [{ hour: 14 }] }],
		[604_800, { item: [{ mode: 'everyWeek' }] }],
		[2_678_400, { item: [{ mode: 'everyMonth' }] }],
		[900, { item: [{ mode: 'everyX', value: 15, unit: 'minutes' }] }],
		[7_200, { item: [{ mode: 'everyX' }] }],
		[Infinity, { item: [{ mode: 'custom', cronExpression: '0 6 * * 1' }] }],
		[3_600, { item: [{ mode: 'custom' }, { mode: 'everyHour' }, { mode: 'everyDay' }] }],
	])('is %d seconds by %j', (seconds, pollTimes) => {
		expect(longestInterval(pollTimes)).toBe(seconds);
	});
});
