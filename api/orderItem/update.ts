import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError } from '../errors';
import { updateOrders } from '../order/update/update';
import type { UpdateResult } from '../order/update/update';
import { updateParts } from '../orderPart/updateParts';
import type { PartChange, PartResult } from '../orderPart/updateParts';
import { mergeRecord } from '../records/merge';
import { rowsIn } from '../records/phpArrays';
import type { JsonObject } from '../types';
import { orderItemKind } from './orderItem';

/**
 * Updates items of one order. One result per change, in their sequence. Several items are sent with the whole order:
 * 2 requests for all of them.
 */
export const updateOrderItems = async (
	client: OrderDeskClient,
	orderId: string,
	changes: readonly PartChange[],
): Promise<PartResult[]> => {
	const several = new Set(changes.map(({ id }) => id)).size > 1;
	if (!several) return await updateParts(client, orderItemKind, orderId, changes);
	const patches = changes.map(({ id, patch }) => ({
		fields: {},
		updateItems: [{ item: id, byId: true as const, fields: patch }],
	}));
	const updated = await updateOrders(client, orderId, patches);
	return changes.map(({ id, patch }, index): PartResult => {
		const result = updated[index] as UpdateResult;
		if (isOrderDeskError(result)) return result;
		const itemIn = (order: JsonObject) => rowsIn(order['order_items'])?.find((item) => String(item['id']) === id);
		const before = itemIn(result.before) as JsonObject;
		const { record, changed } = mergeRecord(before, patch, orderItemKind.table);
		return { record: itemIn(result.order) ?? record, changed, before };
	});
};
