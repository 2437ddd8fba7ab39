import type { OrderDeskClient } from '../../../api/client/client';
import { isOrderDeskError, settle } from '../../../api/errors';
import { findOrderId } from '../../../api/order/search';
import { findFolder, hasFolder } from '../../../api/store';
import type { Folder, Store } from '../../../api/store';
import type { StoreQuestion } from '../../../api/storeCache';
import type { JsonObject } from '../../../api/types';
import { currentStore, knownStore } from '../../connection/knownStore';
import { addFolderNames, givenBy } from '../../shared/folders';

/** How a user names an order. */
export type OrderReference = { by: 'id' | 'sourceId'; value: string };
/** How a user names a folder. */
export type FolderReference = { by: 'id' | 'name' | 'either'; value: string };

/** Reads something once for all items. One failure must not be repeated to all others, unless it is about the input. */
const once = async <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
	const reading = known.get(key) ?? read();
	known.set(key, reading);
	const done = await settle(reading);
	if (done.ok) return done.value;
	if (!isOrderDeskError(done.error, 'input') && known.get(key) === reading) known.delete(key);
	throw done.error;
};

/** The client of one run of the node, and what the run asks of Order Desk once for all items. */
export class Lookups {
	private readonly startedAt = Date.now();

	private readonly stores = new Map<string, Promise<Store>>();

	private readonly lists = new Map<string, Promise<JsonObject[]>>();

	private readonly orderIds = new Map<string, Promise<string>>();

	constructor(readonly client: OrderDeskClient) {}

	/** A list that serves several input items, read once. Only for look-ups before anything is written. */
	async listOnce(key: string, read: () => Promise<JsonObject[]>): Promise<JsonObject[]> {
		return await once(this.lists, key, read);
	}

	/** Settings and folders of the store as they are now. 1 request for the whole run. */
	async currentStore(): Promise<Store> {
		return await once(this.stores, 'current', async () => await currentStore(this.client));
	}

	/** What this process knows of the store, or 1 request, after which the run knows all it can. */
	readonly knownStore = async (question: StoreQuestion = {}): Promise<Store> =>
		await knownStore(this.client, { readSince: this.startedAt, ...question });

	/** The folder the user named. Throws with the folders there are when it is none of them. */
	async folder({ by, value }: FolderReference): Promise<Folder> {
		const keyIn = (folders: readonly Folder[]) => (by === 'either' ? givenBy(folders, value) : by);
		const isAnsweredBy = (folders: readonly Folder[]) => hasFolder(folders, keyIn(folders), value);
		const store = await this.knownStore({ isAnsweredBy });
		return findFolder(store, keyIn(store.folders), value);
	}

	/** The names of the folders of orders that were read in this run. */
	async addFolderNames(orders: readonly JsonObject[]): Promise<void> {
		// A folder may have been made since the run began.
		await addFolderNames(orders, async (question) => await knownStore(this.client, question));
	}

	/** Order Desk's own id of the order. 1 request for each source ID of the run, and none when the user gave the id. */
	async orderId({ by, value }: OrderReference): Promise<string> {
		return by === 'id' ? value : await once(this.orderIds, value, async () => await findOrderId(this.client, value));
	}

	/** The time zone of the store, for the bounds of dates. */
	readonly timezone = async (): Promise<string> => (await this.knownStore()).timezone;
}
