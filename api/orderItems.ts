import type { OrderDeskClient } from './client';
import { OrderDeskError, settle } from './errors';
import { orderItemFields } from './fields';
import { mergeRecord } from './merge';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { listParts, plain } from './orderParts';
import type { PartKind } from './orderParts';
import type { JsonObject } from './types';

export const orderItems: PartKind = {
	list: 'listOrderItems',
	get: 'getOrderItem',
	replace: 'replaceOrderItem',
	remove: 'deleteOrderItem',
	many: 'order_items',
	one: 'order_item',
	table: orderItemFields,
	// An update of the whole order sends its items too.
	lock: (client, orderId) => `${client.storeKey} ${orderId}`,
};

/** Loosely the same: a store may trim and round what it takes. */
const isLike = (item: JsonObject, wanted: JsonObject): boolean =>
	plain(item['name']) === plain(wanted['name']) ||
	(plain(wanted['code']) !== '' && plain(item['code']) === plain(wanted['code']));

const isEqual = (item: JsonObject, wanted: JsonObject): boolean =>
	mergeRecord(item, wanted, orderItemFields).changed.length === 0;

/** Adds one item, after `before` were added. */
const add = async (
	client: OrderDeskClient,
	orderId: string,
	item: JsonObject,
	before: readonly JsonObject[],
): Promise<JsonObject> =>
	await client.call('addOrderItem', {
		path: { orderId },
		body: item,
		reconcile: async () => {
			const alike = (await listParts(client, orderItems, orderId)).filter((candidate) => isLike(candidate, item));
			if (alike.length <= before.filter((other) => isLike(other, item)).length) return undefined;
			// Items carry no date and no key: ours cannot be told from an older one.
			throw new OrderDeskError('unknown', 'The order has such an item, which may be an older one');
		},
	});

/** Which of an order's items the added ones are. One that cannot be told is left as it was sent, without an id. */
const tell = (items: JsonObject[], added: readonly JsonObject[]): JsonObject[] => {
	// Ids grow: of equal ones the newest are ours, the last one added first.
	const free = [...items].sort((a, b) => Number(b['id']) - Number(a['id']));
	const take = (wanted: JsonObject): JsonObject => {
		const equal = free.find((item) => isEqual(item, wanted));
		const alike = free.filter((item) => isLike(item, wanted));
		const found = equal ?? (alike.length === 1 ? alike[0] : undefined);
		if (found) free.splice(free.indexOf(found), 1);
		return found ?? wanted;
	};
	return added.toReversed().map(take).reverse();
};

const addAll = async (
	client: OrderDeskClient,
	orderId: string,
	items: readonly JsonObject[],
): Promise<Array<JsonObject | OrderDeskError>> => {
	const outcomes: Array<JsonObject | OrderDeskError> = [];
	const added = new Map<number, JsonObject>();
	for (const [place, item] of items.entries()) {
		const reply = await settle(add(client, orderId, item, [...added.values()]));
		if (reply.ok) {
			const { order_item: record } = reply.value;
			outcomes[place] = isObject(record) ? record : item;
			added.set(place, outcomes[place]);
		} else if (reply.error instanceof OrderDeskError) outcomes[place] = reply.error;
		else throw reply.error;
	}
	const withoutId = [...added].filter(([, { id }]) => id === undefined);
	// They are there, whether or not their ids can be read.
	const listed = withoutId.length > 0 ? await settle(listParts(client, orderItems, orderId)) : undefined;
	if (listed?.ok) {
		const told = tell(
			listed.value,
			withoutId.map(([, item]) => item),
		);
		withoutId.forEach(([place], index) => (outcomes[place] = told[index] ?? outcomes[place] ?? {}));
	}
	return outcomes;
};

/**
 * Adds items to one order: what became of each, in their sequence; Order Desk computes the totals anew. It answers
 * without the item, so the items are read once at the end to tell the ids. An item that cannot be told is returned as it
 * was sent, without an id. 1 request per item, and 1 unless the store sends the items it has added.
 *
 * After a lost answer an item is sent again when the order has no such item, and is reported as uncertain otherwise:
 * nothing tells a new one from one that was there.
 */
export const addOrderItems = async (
	client: OrderDeskClient,
	orderId: string,
	items: readonly JsonObject[],
): Promise<Array<JsonObject | OrderDeskError>> =>
	await exclusively(orderItems.lock(client, orderId), async () => await addAll(client, orderId, items));
