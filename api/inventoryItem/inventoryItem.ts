import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';
import { answerMessages } from '../messages/answers';
import { cannotTell, problem } from '../messages/message';
import { parseUtc } from '../records/dates';
import { inventoryItemFields } from '../records/fields';
import { recordIn } from '../records/ids';
import { mergeRecord } from '../records/merge';
import type { JsonObject } from '../types';
import { isThere, whenGone } from '../writing/deletion';
import { exclusively } from '../writing/locks';
import { rememberCreated, wasCreatedHere } from '../writing/recentWrites';
import { mayBeRewritten } from '../writing/rewritten';
import { findByCode } from './findByCode';
import { codeOf } from './search';

const itemIn = (reply: JsonObject, id?: string): JsonObject | undefined => recordIn(reply['inventory_item'], id);

/** One inventory item exactly as Order Desk sends it. 1 request. */
export const fetchInventoryItem = async (client: OrderDeskClient, inventoryItemId: string): Promise<JsonObject> => {
	const item = itemIn(await client.call('getInventoryItem', { path: { inventoryItemId } }), inventoryItemId);
	if (item) return item;
	throw problem(answerMessages.withoutRecord, { record: `inventory item ${inventoryItemId}` });
};

/**
 * Creates an inventory item and returns it as Order Desk stored it. A SKU exists once, so after a lost answer the item
 * with the SKU is looked up; it is ours if it is no older than the request and has all that was sent. With any other
 * value it counts as somebody else's; where its name is ours, it is *uncertain* for a caller who stops at an existing
 * item. 1 request, or 2 when Order Desk sends no item.
 *
 * @param goesOnWithExisting whether the caller goes on with an item that has the SKU already
 */
export const createInventoryItem = async (
	client: OrderDeskClient,
	item: JsonObject,
	goesOnWithExisting = false,
): Promise<JsonObject> => {
	const code = codeOf(item);
	const find = async () => {
		const found = (await findByCode(client, [code])).get(code);
		if (isOrderDeskError(found)) throw found;
		return found?.[0];
	};
	return await exclusively(`${client.storeKey} inventory ${code}`, async () => {
		const reply = await client.call('createInventoryItem', {
			path: {},
			body: item,
			reconcile: async ({ earliestServerTime }) => {
				const found = await find();
				// An item that this process has created before is not the one that it creates now.
				if (!found || wasCreatedHere(client, 'inventory item', found['id'])) return undefined;
				const added = parseUtc(String(found['date_added']));
				if (Number.isNaN(added)) throw cannotTell('Order Desk did not date the item');
				if (added < (await earliestServerTime())) return undefined;
				const isSame = mergeRecord(found, item, inventoryItemFields).changed.length === 0;
				if (isSame) return { arrived: { status: 'success', inventory_item: found } };
				if (goesOnWithExisting || !mayBeRewritten(found['name'], item['name'])) return undefined;
				throw cannotTell('The inventory item with this SKU may be the one');
			},
		});
		const created = itemIn(reply) ?? (await orRefusal(find()));
		if (!created || isOrderDeskError(created)) return item;
		rememberCreated(client, 'inventory item', created['id']);
		return created;
	});
};

/** Deletes an inventory item. 1 request. */
export const deleteInventoryItem = async (client: OrderDeskClient, inventoryItemId: string): Promise<void> => {
	await client.call('deleteInventoryItem', {
		path: { inventoryItemId },
		reconcile: whenGone(async () => await isThere(fetchInventoryItem(client, inventoryItemId))),
	});
};
