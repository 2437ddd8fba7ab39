import type { Field, FieldTable } from '../../api/records/fields';
import { inventoryItemFields, orderFields, orderItemFields, shipmentFields } from '../../api/records/fields';
import type { Json, JsonObject } from '../../api/types';
import type { Switches } from '../switches.cts';
import type { StoreContext } from './context.cts';
import { listOfOrder, listsOfOrder, writtenList, writtenMap } from './lists/phpArrays.cts';
import {
	textOf,
	type StoredInventoryItem,
	type StoredItem,
	type StoredOrder,
	type StoredShipment,
} from './records.cts';

/** Records as replies and webhooks carry them, with Order Desk's quirks (docs/order-desk.md 2). */

type Writer = (value: Json) => Json;

/** Fields whose form on the wire differs from their kind. */
const orderQuirks: Record<string, Writer> = {
	folder_id: Number,
	email_count: String,
};
const inventoryQuirks: Record<string, Writer> = { id: Number, manufacturer_sku: (sku) => sku || null };

function writeValue(field: Field, value: Json, switches: Switches): Json {
	if (field.kind === 'map') return writtenMap(value as JsonObject, switches);
	// A shipment of the whole order says order_items: "".
	if (field.kind === 'listOrEmpty') return Array.isArray(value) && value.length > 0 ? value : '';
	if (field.kind === 'record' && field.of) return writeRecord(field.of, value as JsonObject, switches);
	if (field.kind === 'list' && field.of) {
		const inner = field.of;
		return (value as JsonObject[]).map((row) => writeRecord(inner, row, switches));
	}
	return value;
}

/** Prices and discount amounts are seen as number and as text ("10", "1.70"). */
const isPrice = (name: string, table: FieldTable): boolean =>
	(name === 'price' && table === orderItemFields) || name === 'amount';

function writeRecord(table: FieldTable, record: JsonObject, switches: Switches): JsonObject {
	const written: JsonObject = {};
	for (const [name, field] of Object.entries(table)) {
		const value = writeValue(field, record[name] ?? '', switches);
		written[name] = switches.prices === 'text' && isPrice(name, table) ? textOf(value) : value;
	}
	return written;
}

function withQuirks(record: JsonObject, quirks: Record<string, Writer>): JsonObject {
	for (const [name, write] of Object.entries(quirks)) record[name] = write(record[name] ?? '');
	return record;
}

export const shipmentOnWire = (shipment: StoredShipment, switches: Switches): JsonObject =>
	writeRecord(shipmentFields, shipment as unknown as JsonObject, switches);

export interface OrderOnWire {
	emailCount: number;
	history: boolean;
	unknown?: JsonObject | undefined;
}

export function orderOnWire(
	context: StoreContext,
	order: StoredOrder,
	{ emailCount, history, unknown }: OrderOnWire,
): JsonObject {
	const written = writeRecord(orderFields, order as unknown as JsonObject, context.switches);
	for (const name of listsOfOrder) {
		written[name] = writtenList(context, listOfOrder(order.id, name), written[name] as JsonObject[]);
	}
	withQuirks(written, orderQuirks);
	written['email_count'] = String(emailCount);
	if (!history) delete written['order_history'];
	return { ...unknown, ...written };
}

export const itemOnWire = (item: StoredItem, switches: Switches): JsonObject =>
	writeRecord(orderItemFields, item as unknown as JsonObject, switches);

export const inventoryOnWire = (item: StoredInventoryItem, switches: Switches): JsonObject =>
	withQuirks(writeRecord(inventoryItemFields, item as unknown as JsonObject, switches), inventoryQuirks);
