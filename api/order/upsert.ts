import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, isOrderDeskError, orRefusal } from '../errors';
import { withAddresses } from '../records/addresses';
import { orderFields } from '../records/fields';
import type { FieldTable } from '../records/fields';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { createOrder } from './create';
import { getOrder } from './order';
import { updateOrder } from './update/update';

/** What to do when Order Desk already has an order with this source ID. */
export type IfExists = 'fail' | 'return' | 'update';

export interface Stored {
	/** As Order Desk sends it. */
	order: JsonObject;
	/** Whether the order was there before. */
	existed: boolean;
	/** The fields that an update has changed. */
	changed?: string[];
}

/**
 * The part of a new order that is laid over an existing one: the fields an update may change, except those that an
 * existing order keeps (its items and notes would be added a second time). Null, and [] for an empty map, are left out,
 * since they would blank what is there; only an empty text empties a field.
 */
const updatable = (record: JsonObject, table: FieldTable): JsonObject =>
	Object.fromEntries(
		Object.entries(record).flatMap(([name, value]): Array<[string, Json]> => {
			const field = Object.hasOwn(table, name) ? table[name] : undefined;
			if (!field || field.access !== 'write' || field.keptOnUpsert || value === null) return [];
			if (field.kind !== 'map' && field.kind !== 'record') return [[name, value]];
			if (!isObject(value)) return [];
			const inner = field.of
				? updatable(value, field.of)
				: Object.fromEntries(Object.entries(value).filter(([, text]) => text !== null));
			return [[name, inner as JsonObject]];
		}),
	);

/**
 * Creates an order, or does what was asked with the existing one. It tries to create first, since Order Desk's own check
 * of the source ID is the only one without a race. 1 request for a new order, 2 for an existing one that is returned, 3
 * for one that is updated.
 */
export const createOrKeep = async (client: OrderDeskClient, order: JsonObject, ifExists: IfExists): Promise<Stored> => {
	const created = await orRefusal(createOrder(client, order));
	if (!isOrderDeskError(created)) return { order: created, existed: false };
	if (ifExists === 'fail' || created.kind !== 'refused' || !created.existingOrderId) throw created;
	const orderId = created.existingOrderId;
	if (ifExists === 'return') return { order: await getOrder(client, orderId), existed: true };
	const fields = updatable(withAddresses(order), orderFields);
	return { ...(await updateOrder(client, orderId, { fields })), existed: true };
};

/**
 * Creates an order under a source ID that no other order ever gets, so that a repeat creates no second one. Therefore an
 * answer that is lost for good is a plain failure, which may be repeated. 1 request, or 2 for a repeat that finds the
 * order.
 */
export const createOnce = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> => {
	const kept = await orRefusal(createOrKeep(client, order, 'return'));
	if (!isOrderDeskError(kept)) return kept.order;
	if (kept.kind !== 'uncertain') throw kept;
	throw new OrderDeskError('unknown', kept.message, {
		advice: `Look for the source ID ${String(order['source_id'])} in Order Desk before you run this again. Retry On Fail does it by itself.`,
		...(kept.status !== undefined && { status: kept.status }),
	});
};
