import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError } from '../errors';
import { itemsOf } from '../order/update/patch';
import { updateOrders } from '../order/update/update';
import type { UpdateResult } from '../order/update/update';
import { updateParts } from '../orderPart/updateParts';
import type { PartChange, PartResult } from '../orderPart/updateParts';
import { mergeRecord } from '../records/merge';
import type { JsonObject } from '../types';
import { orderItems } from './orderItem';

/** The same for items of an order: several of them go with the order, in one fetch and one PUT for all. */
export const updateOrderItems = async (
	client: OrderDeskClient,
	orderId: string,
	changes: readonly PartChange[],
): Promise<PartResult[]> => {
	const several = new Set(changes.map(({ id }) => id)).size > 1;
	if (!several) return await updateParts(client, orderItems, orderId, changes);
	const patches = changes.map(({ id, patch }) => ({
		fields: {},
		updateItems: [{ item: id, byId: true as const, fields: patch }],
	}));
	const updated = await updateOrders(client, orderId, patches);
	return changes.map(({ id, patch }, place): PartResult => {
		const result = updated[place] as UpdateResult;
		if (isOrderDeskError(result)) return result;
		const itemIn = (order: JsonObject) => itemsOf(order).find((item) => String(item['id']) === id);
		const before = itemIn(result.before) as JsonObject;
		const { record, changed } = mergeRecord(before, patch, orderItems.table);
		return { record: itemIn(result.order) ?? record, changed, before };
	});
};
