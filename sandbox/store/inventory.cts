import { inventoryItemFields } from '../../api/records/fields';
import type { JsonObject } from '../../api/types';
import type { StoreContext } from './context.cts';
import { nextId, nowText, recordOf, unknownId } from './context.cts';
import { rowsRemoved } from './lists/phpArrays.cts';
import type { StoredInventoryItem } from './records.cts';
import { readFields, textOf, writableNames } from './records.cts';
import { Refusal } from './refusal.cts';
import { inventoryOnWire } from './wire.cts';

const WRITABLE = writableNames(inventoryItemFields);

function requireUniqueCode(context: StoreContext, code: string, ownId: string): void {
	const taken = Object.values(context.state.inventory).some((item) => item.code === code && item.id !== ownId);
	if (taken) throw new Refusal(`Inventory item with code ${code} already exists.`);
}

function requireNameAndCode(sent: JsonObject): void {
	if (!sent['name'] || !sent['code']) throw new Refusal('Inventory item must include a name and code.');
}

function findItem(context: StoreContext, id: string): StoredInventoryItem {
	const item = recordOf(context.state.inventory, id);
	if (!item) throw unknownId(context, 'Inventory Item');
	return item;
}

function addItem(context: StoreContext, sent: JsonObject): StoredInventoryItem {
	requireNameAndCode(sent);
	requireUniqueCode(context, textOf(sent['code']), '');
	const id = nextId(context, 'inventory');
	const added = nowText(context);
	const fields = readFields(inventoryItemFields, WRITABLE, sent, context.switches);
	const item = { ...fields, id, date_added: added, date_updated: added } as StoredInventoryItem;
	context.state.inventory[id] = item;
	context.committed('inventory.added', id);
	return item;
}

/** "All fields should be passed through. Any empty fields will be set to blank on the record" (API reference). */
function changeItem(context: StoreContext, id: string, sent: JsonObject, partial: boolean): StoredInventoryItem {
	const item = findItem(context, id);
	const whole: JsonObject = partial ? { ...(item as unknown as JsonObject), ...sent } : sent;
	requireNameAndCode(whole);
	requireUniqueCode(context, textOf(whole['code']), id);
	Object.assign(item, readFields(inventoryItemFields, WRITABLE, whole, context.switches));
	item.date_updated = nowText(context);
	context.committed('inventory.updated', id);
	return item;
}

export const inventoryOf = (context: StoreContext) => ({
	all: (): StoredInventoryItem[] => Object.values(context.state.inventory),
	get: (id: string): StoredInventoryItem => findItem(context, id),
	add: (sent: JsonObject): StoredInventoryItem => addItem(context, sent),
	replace: (id: string, sent: JsonObject): StoredInventoryItem =>
		changeItem(context, id, sent, context.switches.inventoryPut === 'partial'),
	/** What staff do on the inventory page: only the given fields change. */
	edit: (id: string, changes: JsonObject): StoredInventoryItem => changeItem(context, id, changes, true),
	remove(id: string): void {
		findItem(context, id);
		const before = Object.values(context.state.inventory);
		delete context.state.inventory[id];
		rowsRemoved(context, 'inventory_items', before, Object.values(context.state.inventory));
		context.committed('inventory.deleted', id);
	},
	onWire: (item: StoredInventoryItem): JsonObject => inventoryOnWire(item, context.switches),
});
