import type { OrderDeskClient } from '../client/client';
import type { Reconcile } from '../client/lostWrite';
import { OrderDeskError } from '../errors';
import { maxPerPage } from '../lists/paging';
import { namesIn, withAddresses } from '../records/addresses';
import { parseUtc } from '../records/dates';
import { normalisedText } from '../records/merge';
import { isObject } from '../types';
import type { JsonObject } from '../types';
import { wasCreatedHere } from '../writing/recentWrites';
import { itemsOf } from './update/patch';

/*
 * Only its age distinguishes an order without a source ID from an equal one. Order Desk gives it its own id as source ID.
 * Rules may have changed it by the time it is seen, but hardly the person and all of its items at once.
 */

/** Waits before the looks, in milliseconds. Lists may show a new order later than it can be read by its id. */
export const newOrderLookDelays: readonly number[] = [3_000, 8_000, 35_000];

const isSamePerson = (order: JsonObject, sent: JsonObject): boolean => {
	const [email, wanted] = [normalisedText(order['email']), normalisedText(sent['email'])];
	const names = new Set(namesIn(order));
	return (email === '' || wanted === '' || email === wanted) && namesIn(sent).some((name) => names.has(name));
};

const hasSameItems = (order: JsonObject, sent: JsonObject): boolean => {
	const items = itemsOf(order);
	const wanted = itemsOf(sent);
	const isSame = (item: JsonObject, other: JsonObject | undefined): boolean =>
		normalisedText(item['name']) === normalisedText(other?.['name']) &&
		normalisedText(item['code']) === normalisedText(other?.['code']) &&
		Number(item['quantity'] ?? 1) === Number(other?.['quantity'] ?? 1);
	return items.length === wanted.length && items.every((item, place) => isSame(item, wanted[place]));
};

/** The date that says how old an order is: that of its last change when the user has set `date_added`. Milliseconds. */
const ageOf = (order: JsonObject, sent: JsonObject): number =>
	parseUtc(String(order[sent['date_added'] ? 'date_updated' : 'date_added']));

/** Whether the order that Order Desk has under our source ID was created by a request sent at `since` or later. */
export const isMadeSince = (order: JsonObject, sent: JsonObject, since: number): boolean => {
	const wanted = withAddresses(sent);
	const isRecognised = !sent['date_added'] || (isSamePerson(order, wanted) && hasSameItems(order, wanted));
	return isRecognised && ageOf(order, sent) >= since;
};

/** The newest orders, the newest first. 1 request. */
const youngest = async (client: OrderDeskClient): Promise<JsonObject[]> => {
	const query = { order_by: 'id', order: 'DESC', limit: maxPerPage };
	const { orders } = await client.call('listOrders', { path: {}, query });
	const rows = Array.isArray(orders) ? orders.filter(isObject) : undefined;
	const ids = rows?.map(({ id }) => Number(id)) ?? [];
	const isSorted = ids.every((id, place) => place === 0 || id < Number(ids[place - 1]));
	if (rows && isSorted) return rows;
	throw new OrderDeskError('unknown', 'Order Desk did not list the youngest orders');
};

/**
 * Looks for the order that a lost create without a source ID has made: no older than the request, of the same person, with
 * the same items, and not created by another request of this process. A similar one may be ours after all.
 */
export const lookForNewOrder = (client: OrderDeskClient, order: JsonObject): Reconcile => {
	const sent = withAddresses(order);
	return async ({ serverTimeAt }, isLast) => {
		const rows = await youngest(client);
		const first = await serverTimeAt();
		const young = rows.filter((row) => ageOf(row, sent) >= first);
		const alike = young.filter(
			(row) =>
				[String(row['id']), ''].includes(String(row['source_id'])) &&
				!wasCreatedHere(client, 'order', row['id']) &&
				isSamePerson(row, sent),
		);
		const ours = alike.find((row) => hasSameItems(row, sent));
		if (ours) return { arrived: { status: 'success', order: ours } };
		const mayBeThere = alike.length > 0 || young.length === maxPerPage;
		if (mayBeThere && isLast) throw new OrderDeskError('unknown', 'A new order may be the one');
		return undefined;
	};
};
