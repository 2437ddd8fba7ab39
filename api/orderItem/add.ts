import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { cannotTell } from '../messages/message';
import { listParts } from '../orderPart/orderPart';
import { orderItemFields } from '../records/fields';
import { mergeRecord, normalisedText } from '../records/merge';
import { isObject } from '../types';
import type { JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { mayBeRewritten } from '../writing/rewritten';
import { orderItemKind } from './orderItem';

/** Whether two items may be the same one: a store may cut, escape and round the values it is sent. */
const isLike = (item: JsonObject, wanted: JsonObject): boolean =>
	normalisedText(item['name']) === normalisedText(wanted['name']) ||
	['name', 'code'].some((name) => mayBeRewritten(item[name], wanted[name]));

const isEqual = (item: JsonObject, wanted: JsonObject): boolean =>
	mergeRecord(item, wanted, orderItemFields).changed.length === 0;

/** Adding items to one order. The items it had before tell which of the later ones are ours. */
class Addition {
	/** As they were sent, or as the store has sent them back. By their index in the input. */
	readonly added = new Map<number, JsonObject>();

	/** Items that may or may not have been added. */
	private readonly uncertain: JsonObject[] = [];

	constructor(
		private readonly client: OrderDeskClient,
		private readonly orderId: string,
		private readonly knownIds: ReadonlySet<string>,
	) {}

	async add(item: JsonObject, index: number): Promise<JsonObject | OrderDeskError> {
		const reply = await orRefusal(
			this.client.call('addOrderItem', {
				path: { orderId: this.orderId },
				body: item,
				reconcile: async () => ((await this.hasArrived(item)) ? { arrived: { status: 'success' } } : undefined),
			}),
		);
		if (isOrderDeskError(reply)) {
			if (reply.kind === 'uncertain') this.uncertain.push(item);
			return reply;
		}
		const { order_item: record } = reply;
		const result = isObject(record) ? record : item;
		this.added.set(index, result);
		return result;
	}

	/** The items that were not there before. 1 request. */
	async newItems(): Promise<JsonObject[]> {
		const items = await listParts(this.client, orderItemKind, this.orderId);
		return items.filter(({ id }) => !this.knownIds.has(String(id)));
	}

	private async hasArrived(item: JsonObject): Promise<boolean> {
		const alike = (await this.newItems()).filter((candidate) => isLike(candidate, item));
		const before = [...this.added.values()].filter((other) => isLike(other, item));
		if (alike.length <= before.length) return false;
		const isCertain = !this.uncertain.some((other) => isLike(other, item));
		const equal = (list: readonly JsonObject[]) => list.filter((candidate) => isEqual(candidate, item)).length;
		if (isCertain && equal(alike) > equal(before)) return true;
		throw cannotTell('The order has a new item like it');
	}
}

/**
 * Finds the added items among those of the order. One that cannot be identified is left as it was sent, without an id.
 */
const matchAddedItems = (items: JsonObject[], added: readonly JsonObject[]): JsonObject[] => {
	// Ids grow, so the newest of several equal items are ours; the last one added comes first.
	const free = [...items].sort((a, b) => Number(b['id']) - Number(a['id']));
	const match = (wanted: JsonObject): JsonObject => {
		const equal = free.find((item) => isEqual(item, wanted));
		const alike = free.filter((item) => isLike(item, wanted));
		const found = equal ?? (alike.length === 1 ? alike[0] : undefined);
		if (found) free.splice(free.indexOf(found), 1);
		return found ?? wanted;
	};
	return added.toReversed().map(match).reverse();
};

const addAll = async (
	client: OrderDeskClient,
	orderId: string,
	items: readonly JsonObject[],
): Promise<Array<JsonObject | OrderDeskError>> => {
	const before = await listParts(client, orderItemKind, orderId);
	const addition = new Addition(client, orderId, new Set(before.map(({ id }) => String(id))));
	const outcomes: Array<JsonObject | OrderDeskError> = [];
	for (const [index, item] of items.entries()) outcomes.push(await addition.add(item, index));
	const withoutId = [...addition.added].filter(([, { id }]) => id === undefined);
	// They are there, whether or not their ids can be read.
	const listed = withoutId.length > 0 ? await orRefusal(addition.newItems()) : [];
	if (isOrderDeskError(listed)) return outcomes;
	const matched = matchAddedItems(
		listed,
		withoutId.map(([, item]) => item),
	);
	withoutId.forEach(([index], step) => (outcomes[index] = matched[step] as JsonObject));
	return outcomes;
};

/**
 * Adds items to one order, and says what became of each, in their sequence. Order Desk computes the totals anew. It
 * answers without the item, and items carry no date, so the items are read once before, and once after to find the ids.
 * An item that cannot be identified is returned as it was sent, without an id. 1 request per item, 1 before, and 1
 * after unless the store sends the items it has added.
 *
 * After a lost answer an item is sent again when the order has no new item like it. A new item that is similar but not
 * equal may be ours, rewritten by Order Desk, and makes the outcome uncertain.
 */
export const addOrderItems = async (
	client: OrderDeskClient,
	orderId: string,
	items: readonly JsonObject[],
): Promise<Array<JsonObject | OrderDeskError>> =>
	await exclusively(orderItemKind.lock(client, orderId), async () => await addAll(client, orderId, items));
