import { listen } from '../../../sandbox/http/server.cts';
import type { SandboxOptions } from '../../../sandbox/index.cts';
import { apiKey } from '../secrets/search.cts';
import type { StoresCredential } from './credentialsOf.cts';
import { testStore } from './sandboxStore.cts';
import type { TestStore } from './sandboxStore.cts';

const names = ['Acme', 'Beta, Ltd.', 'Gamma'] as const;

/** A test store among others. */
export interface NamedStore extends TestStore {
	name: string;
	/** What its items say of it. */
	details: { store_id: string; store_name: string };
}

export interface TestStores {
	stores: [NamedStore, NamedStore, NamedStore];
	credential: StoresCredential;
	close(): Promise<void>;
}

/** One a line, as the user lists them. */
export const listOf = (stores: readonly NamedStore[]): string =>
	stores.map(({ name, credential }) => `${name}, ${credential.storeId}, ${credential.apiKey}`).join('\n');

/** Three stores behind one address, each with an ID, a key and a limit of its own. */
export const testStores = async (options: SandboxOptions = {}): Promise<TestStores> => {
	const start = async (n: 0 | 1 | 2): Promise<NamedStore> => {
		const name = names[n];
		const store = await testStore({ ...options, name, apiKey: `${n}${apiKey.slice(1)}${n}`, seed: n + 1 });
		return { ...store, name, details: { store_id: store.credential.storeId, store_name: name } };
	};
	const stores: TestStores['stores'] = [await start(0), await start(1), await start(2)];
	const { url, close } = await listen(
		async (request) => {
			const store = stores.find(({ details }) => details.store_id === request.headers?.['orderdesk-store-id']);
			return await (store ?? stores[0]).sandbox.handle(request);
		},
		0,
		'127.0.0.1',
	);
	return {
		stores,
		credential: { apiKeys: listOf(stores), baseUrl: `${url}/api/v2` },
		close: async () => {
			await close();
			await Promise.all(stores.map(async (store) => await store.close()));
		},
	};
};
