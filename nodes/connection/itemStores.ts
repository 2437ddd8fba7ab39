import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { OrderDeskError, resultOrError, settle } from '../../api/errors';
import { NodeStore } from './stores';

/*
 * The fields of a credential may be expressions about the input item, such as `{{ $json.store }}`. n8n evaluates them for
 * the item that it is asked about. To read a credential costs a query of the database, so it is read once where nothing
 * in it depends on the item: it then says the same for an item that is not there.
 */

const type = 'orderDeskApi';

/** What tells stores and keys apart. */
const namesOf = ({ storeId, apiKey, baseUrl }: ICredentialDataDecryptedObject): string =>
	JSON.stringify([storeId, apiKey, baseUrl].map((value) => String(value ?? '')));

const isComplete = ({ storeId, apiKey }: ICredentialDataDecryptedObject): boolean =>
	[storeId, apiKey].every((value) => String(value ?? '').trim() !== '');

const missing = () =>
	new OrderDeskError('input', 'The credential gives no Store ID and API Key for this item', {
		advice:
			"Its fields are expressions. Check what they give for the item, or list the stores in a credential 'Order Desk Stores API'.",
	});

/** The store of each of so many input items, or why it has none. */
export const storesOfItems = async (
	context: IExecuteFunctions,
	items: number,
): Promise<Array<NodeStore | OrderDeskError>> => {
	const readFor = async (item: number) => await context.getCredentials(type, item);
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
		if (!isComplete(data)) throw missing();
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
