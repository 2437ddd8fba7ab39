import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { formOf, orderText, signedHeaders } from '../../support/engine/postedOrders.cts';
import { testStores } from '../../support/engine/severalStores.cts';
import type { NamedStore, TestStores } from '../../support/engine/severalStores.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import type { WebhookServer } from '../../support/engine/webhookServer.cts';

let all: TestStores;
let server: WebhookServer;
beforeEach(async () => void (all = await testStores()));
afterEach(async () => {
	await server.close();
	await all.close();
});

const listen = async (parameters: INodeParameters = {}) =>
	void (server = await webhookServer(all.credential, {
		authentication: 'severalStores',
		event: 'orderImported',
		...parameters,
	}));

/** A post of a rule of this store; `identity` is what it says of itself and signs with. */
const post = async ({ credential }: NamedStore, fields: object = {}, identity: object = {}) => {
	const text = orderText(fields);
	return await server.post(formOf(text), signedHeaders({ ...credential, ...identity }, text));
};

describe('a post', () => {
	it('of any of the stores starts the workflow and says its store, with the name of the folder there', async () => {
		await listen();
		for (const store of all.stores) {
			const { status, items } = await post(store);
			expect({ status, items }).toMatchObject({
				status: 200,
				items: [{ ...store.details, id: '26211', folder_name: 'New' }],
			});
			expect(Object.keys(items[0] ?? {}).slice(0, 2)).toEqual(['store_id', 'store_name']);
			expect(store.requests()).toEqual({ 'GET /store': 1 });
		}
	});

	it('signed by a sister store for the ID of another is refused', async () => {
		await listen();
		const [acme, beta] = all.stores;
		const { status, items } = await post(acme, {}, { storeId: beta.credential.storeId });
		expect({ status, items }).toEqual({ status: 401, items: [] });
	});

	it.each([
		['of a store that is not listed', { storeId: '9' }],
		['of no store', { storeId: '' }],
		['that is signed by nobody', { apiKey: 'a-key-of-nobody' }],
	])('%s is refused', async (_, identity) => {
		await listen();
		expect(await post(all.stores[0], {}, identity)).toMatchObject({ status: 401, items: [] });
	});

	it('that another store posts with the same bytes is no repeat of it', async () => {
		await listen();
		const [acme, beta] = all.stores;
		expect(await post(acme)).toMatchObject({ text: 'Accepted' });
		expect(await post(beta)).toMatchObject({ text: 'Accepted' });
		expect(await post(acme)).toMatchObject({ text: 'Accepted before', items: [] });
		const [first, second] = server.items();
		expect(first?.['event_key']).not.toBe(second?.['event_key']);
	});

	it('is filtered by the name of its folder, in the store it is from', async () => {
		await listen({ filters: { folders: ['Prepared'] } });
		expect(await post(all.stores[1])).toMatchObject({ status: 200, items: [] });
		const { items } = await post(all.stores[1], { folder_id: 21655 });
		expect(items).toMatchObject([{ folder_name: 'Prepared' }]);
	});

	it('is not accepted while the list of stores cannot be read', async () => {
		all.credential.apiKeys = 'Acme';
		await listen();
		expect(await post(all.stores[0])).toMatchObject({ status: 503, items: [] });
	});
});

describe('a shipment notification', () => {
	const secret = '9fQ2xL7vTzB4mKpR';
	const body = JSON.stringify({ order: { id: '26211' }, shipment: { id: '5' } });
	const notify = async (query: string) =>
		await server.post(body, { 'content-type': 'application/json' }, `?secret=${secret}${query}`);
	beforeEach(async () => await listen({ event: 'shipmentNotification', secret }));

	it('is of the store whose ID its URL has', async () => {
		const { items } = await notify(`&store_id=${all.stores[2].credential.storeId}`);
		expect(items).toMatchObject([all.stores[2].details]);
	});

	it.each(['', '&store_id=', '&store_id=9'])('is refused where its URL has none of the stores: %j', async (query) => {
		expect(await notify(query)).toMatchObject({ status: 401, text: expect.stringContaining('store_id'), items: [] });
	});
});
