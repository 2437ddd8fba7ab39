import type { OrderDeskClient } from '../../api/client/client';
import { getStore } from '../../api/store';
import type { Store } from '../../api/store';
import { StoreCache } from '../../api/storeCache';
import type { StoreQuestion } from '../../api/storeCache';
import { PerStore } from './perStore';

export type StoreCaches = PerStore<StoreCache>;

/** What all executions of this process know of their stores. */
export const knownStores: StoreCaches = new PerStore(() => new StoreCache({ now: () => Date.now() }));

/** Settings and folders of a store. No request where those read within the last minute answer the question. */
export const knownStore = async (
	client: OrderDeskClient,
	question: StoreQuestion = {},
	stores = knownStores,
): Promise<Store> => await stores.for(client.storeKey).answer(question, async () => await getStore(client));

/** Settings and folders of a store as they are now. 1 request. */
export const currentStore = async (client: OrderDeskClient): Promise<Store> =>
	await knownStores.for(client.storeKey).refresh(async () => await getStore(client));
