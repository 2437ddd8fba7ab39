import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { importOrder } from '../../support/polling/orderChanges.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const imported = (changes: JsonObject = {}) => importOrder(store.sandbox, changes);

describe('the date that a trigger starts at', () => {
	const startingAt = (startAt: string) => pollingTrigger(store.credential, { event: 'newOrder', options: { startAt } });

	it.each([
		['a relative date', '={{ $now.minus(1, "day") }}'],
		['a relative date in local time', '={{ $now.minus({ hours: 24 }).toFormat("yyyy-MM-dd HH:mm") }}'],
		['the start of the day', '={{ $today.minus(1, "day") }}'],
		['a date without a zone', '2020-01-01T00:00:00'],
	])('is looked at once: %s repeats nothing, later or in another time zone', async (_, startAt) => {
		const trigger = startingAt(startAt);
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		expect(await trigger.check()).toEqual([]);
		for (const timezone of ['Asia/Tokyo', 'America/Los_Angeles']) {
			trigger.publish({ timezone });
			expect(await trigger.check()).toEqual([]);
		}
		const next = imported();
		expect(await trigger.check()).toMatchObject([{ id: next }]);
	});

	it('starts the trigger anew when its text changes, or it is removed', async () => {
		const trigger = startingAt('={{ $now.minus(1, "day") }}');
		const id = imported();
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.parameters['options'] = { startAt: '={{ $now.minus(2, "days") }}' };
		expect(await trigger.check()).toMatchObject([{ id }]);
		trigger.parameters['options'] = {};
		expect(await trigger.check()).toEqual([]);
	});

	it('may become something else than a date once the trigger has started', async () => {
		const trigger = startingAt('={{ $now.year > 2000 ? "soon" : "" }}');
		await expect(trigger.check()).rejects.toThrow("The parameter 'Start At' is not a date: soon");
		trigger.parameters['options'] = { startAt: '={{ $workflow.name || "2020-01-01" }}' };
		expect(await trigger.check()).toEqual([]);
		const id = imported();
		trigger.publish({ workflow: 'Orders' });
		expect(await trigger.check()).toMatchObject([{ id }]);
	});

	it('is refused in the editor too if it is none', async () => {
		await expect(startingAt('soon').test()).rejects.toThrow("The parameter 'Start At' is not a date: soon");
	});
});
