import type { Json, JsonObject } from '../../api/types';
import type { StoreContext } from './context.cts';
import type { inventoryOf } from './inventory.cts';
import type { shipmentsOf } from './orders/shipments.cts';
import { isObject, textOf } from './records.cts';
import { Refusal } from './refusal.cts';

/** The rows of a batch body; which of the two shapes is taken is disputed (docs/order-desk.md 7.10). */
function rowsOf(context: StoreContext, sent: Json, wrapper: string): JsonObject[] {
	const { batchBody, batchCap, batchCapCode } = context.switches;
	const wrapped = isObject(sent) ? sent[wrapper] : undefined;
	const rows = (batchBody !== 'wrapped' && Array.isArray(sent) && sent) || (batchBody !== 'bare' && wrapped);
	if (!Array.isArray(rows))
		throw new Refusal(`The body must be ${batchBody === 'wrapped' ? `{"${wrapper}": []}` : 'a JSON array'}.`);
	if (batchCap > 0 && rows.length > batchCap) {
		throw new Refusal(`No more than ${batchCap} rows are allowed in one call.`, Number(batchCapCode));
	}
	return rows.map((row) => (isObject(row) ? row : {}));
}

/** Runs one row; what it refuses becomes its row of the reply, inside an HTTP 200 (docs/order-desk.md 1.4). */
function rowResult(run: () => string): JsonObject {
	try {
		return { status: 'success', message: run() };
	} catch (error) {
		if (error instanceof Refusal) return { status: 'error', message: error.message };
		throw error;
	}
}

export const batchesOf = (
	context: StoreContext,
	shipments: ReturnType<typeof shipmentsOf>,
	inventory: ReturnType<typeof inventoryOf>,
) => ({
	addShipments: (sent: Json): JsonObject[] =>
		rowsOf(context, sent, 'shipments').map((row) => {
			const result = rowResult(() => {
				shipments.add(textOf(row['order_id']), row);
				return 'Shipment Added';
			});
			return context.switches.batchRowIds === 'present' ? { order_id: row['order_id'] ?? '', ...result } : result;
		}),
	/** How many items were updated; the reply does not name those that were not. */
	replaceInventory: (sent: Json): number =>
		rowsOf(context, sent, 'inventory_items')
			.map((row) => rowResult(() => inventory.replace(textOf(row['id']), row).id))
			.filter(({ status }) => status === 'success').length,
});
