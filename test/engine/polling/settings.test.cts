import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { JsonObject } from '../../../api/types';
import { startSandbox } from '../../../sandbox/index.cts';
import type { StartedSandbox } from '../../../sandbox/index.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { fullOrder } from '../../support/virtualStore.cts';

let store: TestStore;
const others: StartedSandbox[] = [];
beforeEach(async () => (store = await testStore()));
afterEach(async () => {
	await store.close();
	for (const other of others.splice(0)) await other.close();
});

const otherSandbox = async (options: Parameters<typeof startSandbox>[0]): Promise<StartedSandbox> => {
	const other = await startSandbox(options);
	others.push(other);
	return other;
};

let numbers = 0;
const importedInto = ({ store: { orders } }: Pick<StartedSandbox, 'store'>, changes: JsonObject = {}) =>
	orders.create(fullOrder({ source_id: `settings-${++numbers}`, ...changes }), 'import').id;
const imported = (changes: JsonObject = {}) => importedInto(store.sandbox, changes);
const ids = (items: IDataObject[]) => items.map(({ id }) => id);
const polling = (parameters: INodeParameters, changes = {}) => pollingTrigger(store.credential, parameters, changes);

describe('a polling trigger starts anew, and emits nothing that was there before,', () => {
	it('when its credential is that of another host', async () => {
		const { storeId, apiKey } = store.credential;
		const other = await otherSandbox({ storeId, apiKey });
		const credential = { ...store.credential };
		const trigger = pollingTrigger(credential, { event: 'newOrder' });
		await trigger.check();
		importedInto(other);
		credential.baseUrl = other.apiUrl;
		expect(await trigger.check()).toEqual([]);
		const id = importedInto(other);
		expect(ids(await trigger.check())).toEqual([id]);
	});

	it('when its credential is that of another store on the same host', async () => {
		const { apiKey } = store.credential;
		const first = await startSandbox({ storeId: 'first store', apiKey });
		const credential = { storeId: 'first store', apiKey, baseUrl: first.apiUrl };
		const trigger = pollingTrigger(credential, { event: 'newOrder' });
		await trigger.check();
		await first.close();
		const second = await otherSandbox({ storeId: 'second store', apiKey, port: Number(new URL(first.url).port) });
		importedInto(second);
		credential.storeId = 'second store';
		expect(await trigger.check()).toEqual([]);
		const id = importedInto(second);
		expect(ids(await trigger.check())).toEqual([id]);
	});

	it('when its threshold is raised: an item whose stock was below that already is not low only now', async () => {
		const { inventory } = store.sandbox.store;
		const { id } = inventory.add({ name: 'Mug', code: 'mug', stock: 5 });
		const trigger = polling({ event: 'lowStock', threshold: 3 });
		await trigger.check();
		trigger.parameters['threshold'] = 8;
		expect(await trigger.check()).toEqual([]);
		inventory.edit(id, { stock: 4 });
		expect(await trigger.check()).toEqual([]);
		inventory.edit(id, { stock: 9 });
		await trigger.check();
		inventory.edit(id, { stock: 8 });
		expect(ids(await trigger.check())).toEqual([id]);
	});

	it('when other folders are watched: an order that was in one of them has not come there only now', async () => {
		const { folders, orders } = store.sandbox.store;
		const id = imported({ folder_id: '21656' });
		const trigger = polling({ event: 'orderMoved', toFolders: ['21655'] });
		await trigger.check();
		trigger.parameters['toFolders'] = ['21656'];
		expect(await trigger.check()).toEqual([]);
		orders.edit(id, { email: 'new@b.c' });
		expect(await trigger.check()).toEqual([]);
		folders.move(orders.get(id), '21655', 'Staff');
		await trigger.check();
		folders.move(orders.get(id), '21656', 'Staff');
		expect(ids(await trigger.check())).toEqual([id]);
	});
});

describe('the folders that are watched', () => {
	it('may be named in another sequence: the trigger goes on', async () => {
		const trigger = polling({ event: 'orderMoved', toFolders: ['21655', '21656'] });
		await trigger.check();
		const id = imported({ folder_id: '21656' });
		trigger.parameters['toFolders'] = ['21656', '21655'];
		expect(ids(await trigger.check())).toEqual([id]);
	});
});

describe('Start At without a zone', () => {
	it.each([
		['Asia/Tokyo', '2023-12-31 14:59:59', '2023-12-31 15:00:00'],
		['America/Los_Angeles', '2024-01-01 07:59:59', '2024-01-01 08:00:00'],
		['UTC', '2023-12-31 23:59:59', '2024-01-01 00:00:00'],
	])('is in the time zone of the workflow: %s', async (timezone, before, at) => {
		imported({ date_added: before });
		const id = imported({ date_added: at });
		const trigger = polling({ event: 'newOrder', options: { startAt: '2024-01-01T00:00:00' } });
		trigger.publish({ timezone });
		expect(ids(await trigger.check())).toEqual([id]);
	});
});

describe('Lookback (Minutes)', () => {
	/** From which time on the second check reads, in minutes before the present; a store's dates may be in any zone. */
	const readFrom = async (lookback: number): Promise<number> => {
		const trigger = polling({ event: 'orderUpdated', options: { lookback } });
		await trigger.check();
		store.sandbox.requests.clear();
		await trigger.check();
		const [request] = store.sandbox.requests.since();
		return (Number(request?.at) - Date.parse(`${request?.query['modified_start_date']}Z`)) / 60_000;
	};

	it.each([
		[-5, 1],
		[0, 1],
		[10, 10],
		[60, 60],
		[600, 60],
		[1e9, 60],
	])('is at least 1 and at most 60: %d minutes count as %d', async (chosen, minutes) => {
		const further = (await readFrom(chosen)) - (await readFrom(1));
		expect(Math.abs(further - (minutes - 1))).toBeLessThan(0.5);
	});
});

describe('a check that follows another one', () => {
	it('ends within 40 seconds although n8n would wait longer, and the next one goes on', async () => {
		const trigger = polling({ event: 'newOrder' }, { getPollBudgetMs: () => 600_000 });
		await trigger.check();
		const created = store.put(2_000);
		store.sandbox.requests.clear();
		const start = trigger.now;
		// Each answer takes 15 seconds.
		Object.defineProperty(trigger, 'now', { get: () => start + 15_000 * store.sandbox.requests.total() });
		const emitted = ids(await trigger.check());
		expect(store.requests()).toEqual({ 'GET /orders': 3, 'GET /store': 1 });
		expect(emitted.length).toBeLessThan(created.length);
		for (let check = 0; check < 9; check++) emitted.push(...ids(await trigger.check()));
		expect(emitted.sort()).toEqual(created.sort());
	});
});

describe('two polling triggers of one process', () => {
	it('with different IDs in one workflow each emit what is new', async () => {
		const [one, two] = [polling({ event: 'newOrder' }), polling({ event: 'newOrder' })];
		two.publish({ id: '3', name: 'Other' });
		two.poll = async (context) => await one.poll(context);
		for (const trigger of [one, two]) await trigger.check();
		const id = imported();
		for (const trigger of [one, two]) expect(ids(await trigger.check())).toEqual([id]);
		for (const trigger of [one, two]) expect(await trigger.check()).toEqual([]);
	});

	it('with one ID in two workflows, of which one is a copy, each emit what is new', async () => {
		const one = polling({ event: 'newOrder' });
		const two = polling({ event: 'newOrder' }, { getWorkflow: () => ({ id: 'copy', name: 'Copy', active: true }) });
		two.poll = async (context) => await one.poll(context);
		for (const trigger of [one, two]) await trigger.check();
		const id = imported();
		for (const trigger of [one, two]) expect(ids(await trigger.check())).toEqual([id]);
		for (const trigger of [one, two]) expect(await trigger.check()).toEqual([]);
	});
});
