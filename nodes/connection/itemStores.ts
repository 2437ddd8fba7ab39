import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { resultOrError, settle } from '../../api/errors';
import type { OrderDeskError } from '../../api/errors';
import { problem } from '../../api/messages/message';
import { storeMessages } from '../../api/messages/stores';
import { NodeStore } from './stores';

/*
 * The fields of a credential may be expressions about the input item, such as `{{ $json.store }}`. n8n evaluates them for
 * the item that it is asked about, and does not tell whether they are any. To read a credential costs a query of the
 * database, so it is read for a few items only where it says the same for them, and for an item that is not there.
 */

const type = 'orderDeskApi';

const maxProbes = 10;

/** What tells stores and keys apart. */
const namesOf = ({ storeId, apiKey, baseUrl }: ICredentialDataDecryptedObject): string =>
	JSON.stringify([storeId, apiKey, baseUrl].map((value) => String(value ?? '')));

const isComplete = ({ storeId, apiKey }: ICredentialDataDecryptedObject): boolean =>
	[storeId, apiKey].every((value) => String(value ?? '').trim() !== '');

/** A few items, evenly spread, with the first and the last. */
const probesOf = (items: number): number[] => {
	const count = Math.min(items, maxProbes);
	return Array.from({ length: count }, (_, probe) => Math.round((probe * (items - 1)) / (count - 1)));
};

/** The store of each of so many input items, or why it has none. */
export const storesOfItems = async (
	context: IExecuteFunctions,
	items: number,
): Promise<Array<NodeStore | OrderDeskError>> => {
	const known = new Map<number, ICredentialDataDecryptedObject>();
	const readFor = async (item: number): Promise<ICredentialDataDecryptedObject> => {
		const data = known.get(item) ?? (await context.getCredentials<ICredentialDataDecryptedObject>(type, item));
		known.set(item, data);
		return data;
	};
	const first = await readFor(0);
	const isSame = async (item: number) => {
		const read = await settle(readFor(item));
		return read.ok && namesOf(read.value) === namesOf(first);
	};
	const areSame = async () => {
		for (const item of [items, ...probesOf(items)]) if (!(await isSame(item))) return false;
		return true;
	};
	if (items <= 1 || (await areSame())) {
		const store = new NodeStore(type, first);
		return Array.from({ length: items }, () => store);
	}

	const stores = new Map<string, NodeStore>();
	const storeOf = (data: ICredentialDataDecryptedObject): NodeStore => {
		if (!isComplete(data)) throw problem(storeMessages.noStoreOfItem, {});
		const store = stores.get(namesOf(data)) ?? new NodeStore(type, data);
		stores.set(namesOf(data), store);
		return store;
	};
	const found: Array<NodeStore | OrderDeskError> = [];
	for (let item = 0; item < items; item++) {
		const data = await readFor(item);
		found.push(resultOrError(() => storeOf(data)));
	}
	return found;
};
