import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../api/types';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { importOrder } from '../../support/polling/orderChanges.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const imported = (changes: JsonObject = {}) => importOrder(store.sandbox, changes);

/** Stores what a check remembers only when `store` is called, as n8n does together with the execution. */
const durable = () => {
	let stored: IDataObject = {};
	const copies: IDataObject[] = [];
	const getWorkflowStaticData = () => {
		const copy = structuredClone(stored);
		copies.push(copy);
		return copy;
	};
	const trigger = pollingTrigger(store.credential, { event: 'newOrder' }, { getWorkflowStaticData });
	return { trigger, store: (check: number) => void (stored = copies.at(check) ?? {}) };
};

describe('an n8n with durable cursors, which gives each check a copy of what it has stored', () => {
	it('gets nothing twice when two checks overlap, or the next one begins before the last is stored', async () => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		const both = await Promise.all([trigger.check(), trigger.check()]);
		expect(both.flat()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
		stored(both[0].length > 0 ? 1 : 2);
		expect(await trigger.check()).toEqual([]);
	});

	it('gets again what it could not store', async () => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.now += 10_000;
		expect(await trigger.check()).toMatchObject([{ id }]);
	});
});

describe('a check after the clock of n8n was set back', () => {
	it.each([1, 5_000, 3_600_000, 86_400_000])('by %i ms is not skipped', async (milliseconds) => {
		const { trigger, store: stored } = durable();
		await trigger.check();
		stored(-1);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.now -= milliseconds;
		expect(await trigger.check()).toMatchObject([{ id }]);
	});
});
