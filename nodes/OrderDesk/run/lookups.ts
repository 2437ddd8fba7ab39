import type { OrderDeskClient } from '../../../api/client/client';
import { isOrderDeskError, settle } from '../../../api/errors';
import { findOrderId } from '../../../api/order/search';
import { findFolder, getStore } from '../../../api/store';
import type { Folder, Store } from '../../../api/store';
import type { JsonObject } from '../../../api/types';

/** How a user names an order. */
export type OrderReference = { by: 'id' | 'sourceId'; value: string };
/** How a user names a folder. */
export type FolderReference = { by: 'id' | 'name'; value: string };

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
	private storeReply?: Promise<Store>;

	private readonly lists = new Map<string, Promise<JsonObject[]>>();

	private readonly orderIds = new Map<string, Promise<string>>();

	constructor(readonly client: OrderDeskClient) {}

	/** A list that serves several input items, read once. Only for look-ups before anything is written. */
	async listOnce(key: string, read: () => Promise<JsonObject[]>): Promise<JsonObject[]> {
		return await once(this.lists, key, read);
	}

	/** Settings and folders of the store. 1 request for the whole run. */
	async store(): Promise<Store> {
		this.storeReply ??= getStore(this.client);
		const reply = await settle(this.storeReply);
		if (reply.ok) return reply.value;
		// One failure must not be repeated to all other items.
		delete this.storeReply;
		throw reply.error;
	}

	/** The folder the user named. Throws with the folders there are when it is none of them. */
	async folder({ by, value }: FolderReference): Promise<Folder> {
		return findFolder(await this.store(), by, value);
	}

	/** Order Desk's own id of the order. 1 request for each source ID of the run, and none when the user gave the id. */
	async orderId({ by, value }: OrderReference): Promise<string> {
		return by === 'id' ? value : await once(this.orderIds, value, async () => await findOrderId(this.client, value));
	}

	/** The time zone of the store, for the bounds of dates. */
	readonly timezone = async (): Promise<string> => (await this.store()).timezone;
}
