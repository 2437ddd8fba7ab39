import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ICredentialTestFunctions } from 'n8n-workflow';
import { request } from 'undici';
import { OrderDeskStoresApi } from '../../../../credentials/OrderDeskStoresApi.credentials';
import { testStores } from '../../../../nodes/connection/credentialTest/testStores';
import { secrets } from '../../../support/secrets/search.cts';
import { testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeAll(async () => void (store = await testStore()));
afterAll(() => store.close());

/** What n8n offers to the test of a credential, over real HTTP. */
const context = {
	helpers: {
		request: async ({ uri, headers }: { uri: string; headers: Record<string, string> }) => {
			const { statusCode, body } = await request(uri, { headers });
			const text = await body.text();
			return { statusCode, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
		},
	},
} as unknown as ICredentialTestFunctions;

const tested = async (apiKeys: string, baseUrl = store.credential.baseUrl) => {
	const result = await testStores.call(context, { id: '1', name: '', type: '', data: { apiKeys, baseUrl } });
	secrets.look('test of a credential', result);
	return result;
};

const right = () => `Right, ${store.credential.storeId}, ${store.credential.apiKey}`;

describe('the test of a credential of several stores', () => {
	it('says that all can be used', async () => {
		expect(await tested(right())).toEqual({ status: 'OK', message: 'The store can be used' });
	});

	it('names those that cannot, and why, in their sequence', async () => {
		expect(await tested(`Wrong, 9991, another-key\n${right()}\nOther, 9992, yet-another`)).toEqual({
			status: 'Error',
			message:
				'2 of 3 stores cannot be used. Wrong: The API Key is not that of the store 9991 (Invalid API Key). Other: The API Key is not that of the store 9992 (Invalid API Key).',
		});
	});

	it('names ten of many, and counts the others', async () => {
		const list = Array.from({ length: 12 }, (_, n) => `Wrong ${n}, ${9000 + n}, another-key`).join('\n');
		const { message } = await tested(list);
		expect(message).toMatch(/^12 of 12 stores .* Wrong 9: .* And 2 more\.$/);
	});

	it('says that an address cannot be reached, and what is wrong with the list', async () => {
		expect((await tested(right(), 'http://127.0.0.1:1/api/v2')).message).toMatch(
			/^1 of 1 store cannot be used\. Right: Nothing answers at http:/,
		);
		expect(await tested('Acme; 1; key')).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^Store 1 /),
		});
	});

	it('sends no key to an address where it could be read', async () => {
		expect((await tested(right(), 'http://example.com')).message).toMatch(/has to start with https/);
	});
});

it('the keys of several stores are one masked field, which n8n never hands back', () => {
	const field = new OrderDeskStoresApi().properties.find(({ name }) => name === 'apiKeys');
	expect(field).toMatchObject({ type: 'string', typeOptions: { password: true } });
});
