import { InventoryLookup } from '../../../api/inventoryLookup';
import type { Snapshot } from '../../../api/inventoryPlan';
import type { Parameters } from '../parameters';
import type { Session } from '../session';

/** How a user names an inventory item; SKUs are looked up for all items of the run together. */
export type InventoryReference = { by: 'id'; id: string } | { by: 'sku'; sku: string; lookup: InventoryLookup };

/** An item whose id is known, and the item as it was when its SKU was looked up. */
export interface InventoryTarget {
	id: string;
	found?: Snapshot;
}

/** The name of the last system that changed an item, where the user gives none. */
export const updateSource = 'n8n';

const lookups = new WeakMap<object, InventoryLookup>();

/** The lookup that all items of the run share, told that this SKU is wanted. */
export const lookUp = ({ run }: Parameters, sku: string): InventoryLookup => {
	const lookup = lookups.get(run) ?? new InventoryLookup();
	lookups.set(run, lookup);
	lookup.want(sku);
	return lookup;
};

export const readReference = (parameters: Parameters): InventoryReference => {
	const label = 'Inventory Item';
	const { mode, value } = parameters.locator('inventoryItemId', label);
	if (mode === 'sku') return { by: 'sku', sku: value, lookup: lookUp(parameters, value) };
	const id = value.replace(/^0+(?=\d)/, '');
	if (/^\d{1,15}$/.test(id)) return { by: 'id', id };
	return parameters.refuse(
		label,
		`The parameter '${label}' is not an Order Desk ID: ${value}`,
		"An ID is a number, such as 4157. Choose 'By SKU' for the code of the item.",
	);
};

export const targetOf = async (session: Session, reference: InventoryReference): Promise<InventoryTarget> => {
	if (reference.by === 'id') return { id: reference.id };
	const found = await reference.lookup.get(session.client, reference.sku);
	return { id: String(found.item['id']), found };
};
