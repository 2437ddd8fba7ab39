import { OrderDeskError } from '../../../api/errors';
import { lookUpCodes, noSuchCode } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import { orderDeskIdOf } from '../../../api/records/ids';
import { parameterMessages } from '../../messages/parameters';
import type { Parameters } from '../parameters';
import type { Lookups } from '../run/lookups';

/** How a user names an inventory item. */
export interface InventoryReference {
	by: 'id' | 'sku';
	value: string;
}

/** The id of an item, with the item as it was when its SKU was looked up. */
export interface InventoryTarget {
	id: string;
	found?: Snapshot;
}

/** What Update Source becomes when the user gives none. */
export const updateSource = 'n8n';

/** A key that equal references share. An ID and a SKU may still name the same item. */
export const nameOf = ({ by, value }: InventoryReference): string => `${by} ${value}`;

export const readReference = (parameters: Parameters): InventoryReference => {
	const label = 'Inventory Item';
	const { mode, value: given } = parameters.locator('inventoryItemId', label);
	const value = given.trim();
	if (mode === 'sku') return { by: 'sku', value };
	const id = orderDeskIdOf(value);
	if (id !== undefined) return { by: 'id', value: id };
	return parameters.refuse(label, parameterMessages.notAnOrderDeskId, {
		value,
		example: 4157,
		mode: 'By SKU',
		other: 'the code of the item',
	});
};

/** The items that the references name, in their sequence. 1 request per 100 SKUs. */
export const targetsOf = async (
	{ client }: Lookups,
	references: readonly InventoryReference[],
): Promise<Array<InventoryTarget | OrderDeskError>> => {
	const skus = references.flatMap(({ by, value }) => (by === 'sku' ? [value] : []));
	const found = await lookUpCodes(client, skus);
	return references.map(({ by, value }) => {
		if (by === 'id') return { id: value };
		const item = found.get(value) ?? noSuchCode(value);
		return item instanceof OrderDeskError ? item : { id: String(item.item['id']), found: item };
	});
};

/** Inputs that refer to an item, each with the item it refers to, in their sequence. 1 request per 100 SKUs. */
export const withTargets = async <Input extends { item: InventoryReference }>(
	lookups: Lookups,
	inputs: readonly Input[],
): Promise<Array<(Input & InventoryTarget) | OrderDeskError>> => {
	const targets = await targetsOf(
		lookups,
		inputs.map(({ item }) => item),
	);
	return inputs.map((input, index) => {
		const target = targets[index] as InventoryTarget | OrderDeskError;
		return target instanceof OrderDeskError ? target : { ...input, ...target };
	});
};
