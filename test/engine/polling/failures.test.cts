import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { NodeApiError } from 'n8n-workflow';
import { fullOrder } from '../../support/virtualStore.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

describe('a check that cannot be made', () => {
	it.each<[string, JsonObject, string]>([
		['an event there is none of', { event: 'moonRisen' }, "There is no event 'moonRisen'"],
		[
			'a country that there is not',
			{ event: 'newOrder', filters: { countries: '={{ "DE, Germny" }}' } },
			"The parameter 'Ship To Countries' has no country of this name: Germny",
		],
		['no folder', { event: 'orderMoved' }, "The parameter 'To Folder Names or IDs' is empty"],
		[
			'a folder there is none of',
			{ event: 'orderMoved', toFolders: ['Moon'] },
			"The store has no folder with the name 'Moon'",
		],
		['no threshold', { event: 'lowStock', threshold: '' }, "The parameter 'Threshold' has no value"],
		[
			'a date that is none',
			{ event: 'newOrder', options: { startAt: 'soon' } },
			"The parameter 'Start At' is not a date: soon",
		],
		[
			'a lookback that is none',
			{ event: 'newOrder', options: { lookback: 'long' } },
			"The parameter 'Lookback (Minutes)' is not a number: long",
		],
	])('because of %s says so', async (_, parameters, message) => {
		const trigger = pollingTrigger(store.credential, parameters as never);
		await expect(trigger.check()).rejects.toMatchObject({ message });
		expect(JSON.stringify(trigger.stored())).not.toContain('poll');
	});

	it('because the key is wrong or the store is overloaded tells n8n by its code, and loses nothing', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		const before = trigger.stored();
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'import');
		const { apiKey: rightKey } = store.credential;
		store.credential['apiKey'] = 'wrong';
		const failure: unknown = await trigger.check().catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(NodeApiError);
		expect(failure).toMatchObject({ httpCode: '401' });
		expect(trigger.stored()).toEqual(before);
		store.credential['apiKey'] = rightKey;
		expect(await trigger.check()).toMatchObject([{ id }]);
	});
});

describe('the API key', () => {
	const apiKey = 'sentinel-0123456789abcdef';

	it('is in nothing that the trigger emits, remembers or throws, whatever the store sends', async () => {
		let broken = false;
		const server = createServer((request, response) => {
			const order = { id: '5', email: apiKey, source_name: apiKey, date_added: '2026-01-15 10:00:00', folder_id: 1 };
			const store = { id: apiKey, folders: { 1: apiKey }, settings: { timezone: apiKey, api_key: apiKey } };
			response.statusCode = broken ? 400 : 200;
			response.end(
				JSON.stringify(
					broken
						? { status: 'error', message: `No access with ${apiKey}` }
						: { status: 'success', [apiKey]: apiKey, orders: [{ ...order, date_updated: order.date_added }], store },
				),
			);
			request.resume();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
		const trigger = pollingTrigger(
			{ storeId: 'sentinel', apiKey, baseUrl },
			{ event: 'orderUpdated', options: { startAt: '2026-01-15T00:00:00' } },
		);
		const emitted = await trigger.check();
		expect(emitted).toHaveLength(1);
		broken = true;
		const failure: unknown = await trigger.check().catch((error: unknown) => error);
		server.close();
		expect(failure).toBeInstanceOf(Error);
		const all = inspect([emitted, trigger.stored(), failure], { depth: 30, showHidden: true });
		expect(all).toContain('subject');
		expect(all).not.toContain(apiKey);
	});
});
