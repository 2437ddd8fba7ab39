import { describe, expect, it } from '@jest/globals';
import type { IAllExecuteFunctions } from 'n8n-workflow';
import { connect } from '../../../nodes/connection/connect';

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
