import type { INodeProperties } from 'n8n-workflow';

import { allStores } from '../../api/stores';
import { forSeveralStores } from '../connection/authentication';
import { operationMessages } from '../messages/operations';
import type { Operation } from './operation';
import type { Parameters } from './parameters';

const name = 'storeId';
const label = 'Store';

const locator = (
	start: INodeProperties['default'],
	description: string,
	listMethod: string,
	hint: string,
): INodeProperties => ({
	displayName: label,
	name,
	type: 'resourceLocator',
	default: start,
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a store…',
			typeOptions: { searchListMethod: listMethod, searchable: true },
		},
		{ displayName: 'By Name or ID', name: 'id', type: 'string', placeholder: 'e.g. Acme', hint },
	],
});

/** The store of an item: that which the item says it is of, unless the user names another. */
const storeLocator = locator(
	{ mode: 'id', value: '={{ $json.store_id }}' },
	'The store to work on: its name in the credential, such as Acme, or its Store ID, such as 12345. With several stores, each item that the Order Desk nodes return names its store in the field "store_id".',
	'searchStores',
	"The field 'store_id' says which store an input item is of",
);

/** For what reads lists: one store, several or all. */
const storesLocator = locator(
	{ mode: 'list', value: allStores, cachedResultName: 'All Stores' },
	`The stores to ask: the name or the Store ID of one, such as Acme; several, such as Acme, Beta; or ${allStores} for all`,
	'searchStoresOrAll',
	`Several are separated by commas, and ${allStores} stands for all`,
);

/** The parameters that choose stores, for the operations of a resource. */
export const storeProperties = (resource: string, operations: readonly Operation[]): INodeProperties[] =>
	[storeLocator, storesLocator].flatMap((property) => {
		const shown = operations.filter(({ asksManyStores = false }) => asksManyStores === (property === storesLocator));
		const show = { resource: [resource], operation: shown.map(({ value }) => value), ...forSeveralStores.show };
		return shown.length > 0 ? [{ ...property, displayOptions: { show } }] : [];
	});

/** The names or IDs that an item gives for its stores. */
export const readStoreNames = (parameters: Parameters): string[] => {
	const chosen = parameters.raw(name);
	const { value } = parameters.located(chosen, label, ['list', 'id']) ?? { value: chosen };
	const names = (Array.isArray(value) ? value : [value]) as unknown[];
	if (names.length === 0) return parameters.refuse(label, operationMessages.noStore, {});
	return names.map((named) =>
		parameters.requiredValue(named ?? parameters.refuse(label, operationMessages.noStore, {}), label),
	);
};
