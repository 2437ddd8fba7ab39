import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { resultOrError, settle } from '../../api/errors';
import type { OrderDeskError } from '../../api/errors';
import { problem } from '../../api/messages/message';
import { storeMessages } from '../../api/messages/stores';
import { NodeStore } from './stores';

/*
 * The fields of a credential may be expressions about the input item, such as `{{ $json.store }}`. n8n evaluates them for
 * the item that it is asked about, and does not tell whether they are any. To read a credential costs a query of the
 * database, so it is read once where it says something for an item that is not there: nothing in it then depends on the
 * item, but for an expression that falls back on a fixed value.
 */

const type = 'orderDeskApi';

/** What tells stores and keys apart. */
const namesOf = ({ storeId, apiKey, baseUrl }: ICredentialDataDecryptedObject): string =>
	JSON.stringify([storeId, apiKey, baseUrl].map((value) => String(value ?? '')));

const isComplete = ({ storeId, apiKey }: ICredentialDataDecryptedObject): boolean =>
	[storeId, apiKey].every((value) => String(value ?? '').trim() !== '');

/** The store of each of so many input items, or why it has none. */
export const storesOfItems = async (
	context: IExecuteFunctions,
	items: number,
): Promise<Array<NodeStore | OrderDeskError>> => {
	const readFor = async (item: number) => await context.getCredentials<ICredentialDataDecryptedObject>(type, item);
	const same = (data: ICredentialDataDecryptedObject) => {
		const store = new NodeStore(type, data);
		return Array.from({ length: items }, () => store);
	};
	if (items <= 1) return same(await readFor(0));
	const forNone = await settle(readFor(items));
	if (forNone.ok && isComplete(forNone.value)) return same(forNone.value);
	const first = await readFor(0);
	if (forNone.ok && namesOf(forNone.value) === namesOf(first)) return same(first);

	const stores = new Map<string, NodeStore>();
	const storeOf = (data: ICredentialDataDecryptedObject): NodeStore => {
		if (!isComplete(data)) throw problem(storeMessages.noStoreOfItem, {});
		const store = stores.get(namesOf(data)) ?? new NodeStore(type, data);
		stores.set(namesOf(data), store);
		return store;
	};
	const found = [resultOrError(() => storeOf(first))];
	for (let item = 1; item < items; item++) {
		const data = await readFor(item);
		found.push(resultOrError(() => storeOf(data)));
	}
	return found;
};
