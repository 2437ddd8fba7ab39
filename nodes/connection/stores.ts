import type { IAllExecuteFunctions, ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { OrderDeskClient } from '../../api/client/client';
import { allStores, findStore, readStores } from '../../api/stores';
import { hasSeveralStores } from './authentication';
import type { CredentialType } from './authentication';
import { clientFor, storeKeyOf } from './connect';

/** What each item says of its store where a node works with several. */
export interface StoreDetails {
	readonly store_id: string;
	readonly store_name: string;
}

/** A store that a node may talk to. */
export class NodeStore {
	/** Tells stores apart within the process: host and store ID. */
	readonly key: string;

	/** @param details only where the node works with several stores */
	constructor(
		private readonly type: CredentialType,
		/** The ID, the key and the address of this store alone. */
		readonly access: ICredentialDataDecryptedObject,
		readonly details?: StoreDetails,
	) {
		this.key = storeKeyOf(access);
	}

	/**
	 * Throws OrderDeskError 'input' for a base URL to which the key must not travel.
	 *
	 * @param signal aborted when the user cancels the execution
	 */
	connect(context: IAllExecuteFunctions, signal?: AbortSignal): OrderDeskClient {
		return clientFor(context, this.type, this.access, signal);
	}
}

/** A message about one of several stores. */
export const inStore = ({ store_name: name }: StoreDetails, message: string): string => `${name}: ${message}`;

/** The stores of a credential of several. Throws OrderDeskError 'input' for a list that cannot be read. */
const listedStores = ({ apiKeys, baseUrl }: ICredentialDataDecryptedObject): NodeStore[] =>
	readStores(String(apiKeys ?? '')).map(
		({ id, name, apiKey }) =>
			new NodeStore(
				'orderDeskStoresApi',
				{ storeId: id, apiKey, ...(baseUrl !== undefined && { baseUrl }) },
				{ store_id: id, store_name: name },
			),
	);

/** The stores of the node's credential, which is read once: one, or those of a list. */
export const storesOf = async (context: IAllExecuteFunctions): Promise<NodeStore[]> =>
	hasSeveralStores(context)
		? listedStores(await context.getCredentials('orderDeskStoresApi'))
		: [new NodeStore('orderDeskApi', await context.getCredentials('orderDeskApi'))];

const byDetails = (stores: readonly NodeStore[]) =>
	stores.flatMap((store) =>
		store.details ? [{ id: store.details.store_id, name: store.details.store_name, store }] : [],
	);

/** The store with this ID or name. Throws OrderDeskError 'input' with those there are. */
export const findNodeStore = (stores: readonly NodeStore[], wanted: string): NodeStore =>
	findStore(byDetails(stores), wanted).store;

/**
 * All stores, or those with these IDs or names, separated by commas, each once. Throws like `findNodeStore`, also where
 * nothing stands between two commas.
 */
export const findNodeStores = (stores: readonly NodeStore[], wanted: string): NodeStore[] => {
	if (wanted.trim() === allStores) return [...stores];
	// A name may hold a comma itself.
	const whole = byDetails(stores).some(({ name }) => name.toLowerCase() === wanted.trim().toLowerCase());
	const names = whole ? [wanted] : wanted.split(',');
	return [...new Set(names.map((name) => findNodeStore(stores, name)))];
};
