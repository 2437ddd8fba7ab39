import type { OrderDeskClient } from '../client/client';
import type { Reconcile } from '../client/lostWrite';
import { maxPerPage } from '../lists/paging';
import { cannotTell } from '../messages/message';
import { namesIn, withAddresses } from '../records/addresses';
import { parseUtc } from '../records/dates';
import { normalisedText } from '../records/merge';
import { readListed } from '../records/phpArrays';
import type { Json, JsonObject } from '../types';
import type { OwnWrite } from '../writing/ownWrites';
import { rememberCreated, wasCreatedHere } from '../writing/recentWrites';
import { mayBeRewritten } from '../writing/rewritten';
import { isSameOrder } from './sameOrder';
import { itemsOf } from './update/patch';

/*
 * An order without a source ID is recognised by everything that was sent and by its age; Order Desk gives it its own id
 * as source ID. Rules may have changed it by the time it is seen: an order that differs may still be ours, but hardly
 * if it is for another person.
 */

/** Waits before the looks, in milliseconds. Lists may show a new order later than it can be read by its id. */
export const newOrderLookDelays: readonly number[] = [3_000, 8_000, 35_000];

/** A text of an order, and the one that was sent. */
type Same = (text: Json | undefined, sent: Json | undefined) => boolean;

const isSameText: Same = (text, sent) => normalisedText(text) === normalisedText(sent);

/** By the e-mail address, unless one has none, and by one of the names. */
const isSamePerson = (order: JsonObject, sent: JsonObject, isSame = isSameText): boolean => {
	const hasBoth = [order, sent].every(({ email }) => normalisedText(email) !== '');
	return (
		(!hasBoth || isSame(order['email'], sent['email'])) &&
		namesIn(sent).some((name) => namesIn(order).some((other) => isSame(other, name)))
	);
};

const hasSameItems = (order: JsonObject, sent: JsonObject): boolean => {
	const items = itemsOf(order);
	const wanted = itemsOf(sent);
	const isSame = (item: JsonObject, other: JsonObject): boolean =>
		normalisedText(item['name']) === normalisedText(other['name']) &&
		normalisedText(item['code']) === normalisedText(other['code']) &&
		Number(item['quantity'] ?? 1) === Number(other['quantity'] ?? 1);
	return items.length === wanted.length && items.every((item, index) => isSame(item, wanted[index] as JsonObject));
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

/** Whether an order may be for the person of the one that was sent. */
export const mayBeForSamePerson = (order: JsonObject, sent: JsonObject): boolean =>
	isSamePerson(order, withAddresses(sent), mayBeRewritten);

/** The newest orders, the newest first. 1 request. */
const youngest = async (client: OrderDeskClient): Promise<JsonObject[]> => {
	const query = { order_by: 'id', order: 'DESC', limit: maxPerPage };
	const rows = readListed(await client.call('listOrders', { path: {}, query }), 'orders');
	const ids = rows.map(({ id }) => Number(id));
	const isSorted = ids.every((id, index) => index === 0 || id < Number(ids[index - 1]));
	if (isSorted) return rows;
	throw cannotTell('Order Desk did not list the youngest orders');
};

/** What a lost create without a source ID knows of the other ones of this process. */
export type OtherCreates = () => ReadonlyArray<OwnWrite<JsonObject>>;

/**
 * Looks for the order that a lost create without a source ID has made: no older than the request, with all that was
 * sent, and not created by another request of this process. A similar one may be ours after all, unless it is just what
 * another request has sent.
 */
export const lookForNewOrder = (client: OrderDeskClient, sent: JsonObject, others: OtherCreates): Reconcile => {
	const isKeyless = (row: JsonObject) => [String(row['id']), ''].includes(String(row['source_id'] ?? '').trim());
	return async ({ earliestServerTime }, isLast) => {
		const rows = await youngest(client);
		const first = await earliestServerTime();
		const young = rows.filter((row) => ageOf(row, sent) >= first);
		// From here to the claim nothing may wait, so that no other look claims the same order.
		const free = young.filter((row) => isKeyless(row) && !wasCreatedHere(client, 'order', row['id']));
		const [ours, ...more] = free.filter((row) => isSameOrder(row, sent));
		if (ours) {
			const isShared = more.length > 0 || others().some((one) => one.isUncertain && isSameOrder(ours, one.what));
			if (isShared) throw cannotTell('It cannot be told from an equal order');
			rememberCreated(client, 'order', ours['id']);
			return { arrived: { status: 'success', order: ours } };
		}
		const isAnothers = (row: JsonObject) => others().some(({ what }) => isSameOrder(row, what));
		const mayBeThere =
			young.length === maxPerPage || free.some((row) => mayBeForSamePerson(row, sent) && !isAnothers(row));
		if (mayBeThere && isLast) throw cannotTell('A new order may be the one');
		return undefined;
	};
};
