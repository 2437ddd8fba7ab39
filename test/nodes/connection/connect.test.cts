import { describe, expect, it } from '@jest/globals';
import type { IAllExecuteFunctions } from 'n8n-workflow';
import { settle } from '../../../api/errors';
import { moveOrders } from '../../../api/order/move/move';
import { getOrder } from '../../../api/order/order';
import { NodeStore } from '../../../nodes/connection/stores';

const connect = async (context: IAllExecuteFunctions, signal?: AbortSignal) =>
	new NodeStore('orderDeskApi', await context.getCredentials('orderDeskApi')).connect(context, signal);

const storeKeyFor = async (credential: { baseUrl: string; storeId: string | number }): Promise<string> => {
	const context = { getCredentials: async () => await Promise.resolve({ ...credential, apiKey: 'key-of-the-store' }) };
	return (await connect(context as unknown as IAllExecuteFunctions)).storeKey;
};

const store = { baseUrl: 'https://app.orderdesk.me/api/v2', storeId: '11' };

describe('a store, whose executions share a bucket, locks and memories,', () => {
	it.each([
		['in the same spelling', store],
		['with a blank around its ID', { ...store, storeId: ' 11 ' }],
		['with its ID as a number', { ...store, storeId: 11 }],
		['with a slash behind the base URL', { ...store, baseUrl: `${store.baseUrl}/` }],
		['with another case of the host', { ...store, baseUrl: 'https://APP.orderdesk.me/api/v2' }],
	])('is recognised %s', async (_, credential) => {
		expect(await storeKeyFor(credential)).toBe(await storeKeyFor(store));
	});

	it.each([
		['another ID on the same host', { ...store, storeId: '12' }],
		['its ID on another host', { ...store, baseUrl: 'http://localhost/api/v2' }],
		['its ID on another port', { ...store, baseUrl: 'https://app.orderdesk.me:8443/api/v2' }],
	])('is another one than a store with %s', async (_, credential) => {
		expect(await storeKeyFor(credential)).not.toBe(await storeKeyFor(store));
	});
});

describe('executions of one process', () => {
	const reply = { statusCode: 200, headers: {}, body: '{"status":"success","order":{"id":"1"}}' };

	/** Two executions that each want 18 orders of this store: how many requests were sent before any had to wait. */
	const sentAtOnce = async (credentials: Array<typeof store>): Promise<{ sent: number; allowed: number }> => {
		const start = Date.now();
		const cancel = new AbortController();
		let sent = 0;
		const runs = credentials.map(async (credential) => {
			const context = {
				getCredentials: async () => await Promise.resolve({ ...credential, apiKey: 'key-of-the-store' }),
				helpers: { httpRequestWithAuthentication: async () => (sent++, await Promise.resolve(reply)) },
			};
			const client = await connect(context as unknown as IAllExecuteFunctions, cancel.signal);
			return await Promise.all(Array.from({ length: 18 }, async () => await settle(getOrder(client, '1'))));
		});
		for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
		// A bucket of 20 gets 3 more a second.
		const result = { sent, allowed: 20 + 3 * ((Date.now() - start) / 1_000) };
		cancel.abort();
		const outcomes = (await Promise.all(runs)).flat();
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(result.sent);
		return result;
	};

	it('send no more requests together than the bucket of their store holds, and none once they are cancelled', async () => {
		const { sent, allowed } = await sentAtOnce([
			{ ...store, storeId: 'shared' },
			{ ...store, storeId: 'shared' },
		]);
		expect(sent).toBeGreaterThan(0);
		expect(sent).toBeLessThanOrEqual(allowed);
	});

	it('of different stores do not wait for each other', async () => {
		const { sent, allowed } = await sentAtOnce([
			{ ...store, storeId: 'one' },
			{ ...store, storeId: 'other' },
		]);
		expect(sent).toBeGreaterThan(allowed);
	});

	it('share a request if they have the same API key, and never otherwise', async () => {
		const sent: string[][] = [];
		const move = async (apiKey: string, orderId: string) => {
			const context = {
				getCredentials: async () => await Promise.resolve({ ...store, storeId: 'sharing', apiKey }),
				helpers: {
					httpRequestWithAuthentication: async (_type: string, { body }: { body: string }) => {
						const { order_id_list: ids } = JSON.parse(body) as { order_id_list: number[] };
						sent.push(ids.map(String));
						const results = ids.map((id) => ({ order_id: id, message: 'Moved', original_folder_id: 1 }));
						const reply = JSON.stringify({ status: 'success', message: 'Moved', results });
						return await Promise.resolve({ statusCode: 200, headers: {}, body: reply });
					},
				},
			};
			const client = await connect(context as unknown as IAllExecuteFunctions);
			return await moveOrders(client, [orderId], { id: '2', name: 'Closed' });
		};
		const [ours, theirs] = [
			['1', '2', '3', '4'],
			['5', '6', '7', '8'],
		];
		const moves = [
			...ours.map(async (id) => await move('our-key', id)),
			...theirs.map(async (id) => await move('their-key', id)),
		];
		const moved = (await Promise.all(moves)).flat();
		expect(moved).toMatchObject([...ours, ...theirs].map((id) => ({ order_id: id })));
		expect(sent.flat().sort()).toEqual([...ours, ...theirs]);
		expect(sent.length).toBeLessThan(8);
		for (const ids of sent)
			expect([ours, theirs].filter((some) => ids.some((id) => some.includes(id)))).toHaveLength(1);
	});
});
