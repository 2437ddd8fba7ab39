import { startSandbox } from '../../../sandbox/index.cts';
import type { SandboxOptions, StartedSandbox } from '../../../sandbox/index.cts';
import { fullOrder } from '../virtualStore.cts';
import { apiKey } from '../secrets/search.cts';
import type { StoreCredential } from './credentialsOf.cts';

let stores = 0;

export interface TestStore {
	sandbox: StartedSandbox;
	credential: StoreCredential;
	/** Puts orders into the store, without events, and returns their ids. */
	put(count: number): string[];
	/** Requests by endpoint. */
	requests(): Record<string, number>;
	close(): Promise<void>;
}

/** A sandbox store over real HTTP. Each has a store id of its own, since the process keeps one limiter per store. */
export const testStore = async (options: SandboxOptions = {}): Promise<TestStore> => {
	const identity = { apiKey, ...options, storeId: `${100 + ++stores}` };
	const sandbox = await startSandbox(identity);
	return {
		sandbox,
		credential: { storeId: identity.storeId, apiKey: identity.apiKey, baseUrl: sandbox.apiUrl },
		put: (count) =>
			Array.from(
				{ length: count },
				(_, n) => sandbox.store.orders.create(fullOrder({ source_id: `${n}` }), 'silent').id,
			),
		requests: () => sandbox.requests.counts(),
		close: () => sandbox.close(),
	};
};

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });
export const bySourceId = (value: string) => ({ __rl: true, mode: 'sourceId', value });
export const bySku = (value: string) => ({ __rl: true, mode: 'sku', value });
