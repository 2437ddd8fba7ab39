import { OrderDeskError } from '../../../api/errors';
import { lookUpCodes, noSuchCode } from '../../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../../api/inventoryItem/plan';
import type { Parameters } from '../parameters';
import type { Lookups } from '../run/lookups';

/** How a user names an inventory item. */
export interface InventoryReference {
	by: 'id' | 'sku';
	value: string;
}

/** An item whose id is known, and the item as it was when its SKU was looked up. */
export interface InventoryTarget {
	id: string;
	found?: Snapshot;
}

/** The name of the last system that changed an item, where the user gives none. */
export const updateSource = 'n8n';

/** Tells items apart, as far as their names do. */
export const nameOf = ({ by, value }: InventoryReference): string => `${by} ${value}`;

export const readReference = (parameters: Parameters): InventoryReference => {
	const label = 'Inventory Item';
	const { mode, value } = parameters.locator('inventoryItemId', label);
	if (mode === 'sku') return { by: 'sku', value };
	const id = value.replace(/^0+(?=\d)/, '');
	if (/^\d{1,15}$/.test(id)) return { by: 'id', value: id };
	return parameters.refuse(
		label,
		`The parameter '${label}' is not an Order Desk ID: ${value}`,
		"An ID is a number, such as 4157. Choose 'By SKU' for the code of the item.",
	);
};

/** The items that are named, in their sequence. 1 request per 100 SKUs. */
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

/** The same for inputs that say more than which item they are about. */
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
