import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';
import { listed, problem } from '../messages/message';
import { orderMessages } from '../messages/orders';
import { withAddresses } from '../records/addresses';
import { orderFields } from '../records/fields';
import type { FieldTable } from '../records/fields';
import { idOf, namedBy } from '../records/ids';
import { normalisedText } from '../records/merge';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { knownShopName, rememberShopName } from '../writing/recentWrites';
import { createInTurn, inTurn } from './create';
import { hasBlanksAround, hasSourceId } from './key';
import { getOrder } from './order';
import { searchOrders } from './search';
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
	/** The fields that the answer to an update shows not to hold what was sent, if any. */
	differing?: string[];
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
			if (field.kind === 'list') return Array.isArray(value) && value.length > 0 ? [[name, value]] : [];
			if (field.kind !== 'map' && field.kind !== 'record') return [[name, value]];
			if (!isObject(value)) return [];
			const inner = field.of
				? updatable(value, field.of)
				: Object.fromEntries(Object.entries(value).filter(([, text]) => text !== null));
			return [[name, inner as JsonObject]];
		}),
	);

/**
 * The order that has the source ID of a new one, as Order Desk sends it: of the same shop, or of any shop where the new
 * one names none. Order Desk identifies an order by both, and would create one without a source name as an order of no
 * shop. Throws when several have the source ID. 1 request, or 2 for a source ID with blanks around it.
 */
const existingOrder = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject | undefined> => {
	const sourceId = String(order['source_id']);
	const wanted = String(order['source_name'] ?? '');
	const isAnyShop = normalisedText(wanted) === '';
	const isMeant = ({ source_name: name }: JsonObject): boolean =>
		isAnyShop || normalisedText(name) === normalisedText(wanted);
	const all = await searchOrders(client, { filters: { source_id: sourceId }, isMeant, timezone: async () => 'utc' });
	const ofShop = isAnyShop ? [] : namedBy(all, wanted, ({ source_name: name }) => String(name));
	const found = ofShop.length > 0 ? ofShop : all;
	if (found.length > 1) {
		const shops = listed(found.map(({ source_name: name }) => String(name)));
		const choices = found.map(idOf).join(', ');
		throw problem(orderMessages.sharedByShops, { count: found.length, sourceId, shops, choices });
	}
	return found[0];
};

/** The id of that order. */
export const findExisting = async (client: OrderDeskClient, order: JsonObject): Promise<string | undefined> => {
	const existing = await existingOrder(client, order);
	return existing && idOf(existing);
};

const keepExisting = async (
	client: OrderDeskClient,
	orderId: string,
	order: JsonObject,
	ifExists: 'return' | 'update',
): Promise<Stored> => {
	if (ifExists === 'return') return { order: await getOrder(client, orderId), existed: true };
	const fields = updatable(withAddresses(order), orderFields);
	return { ...(await updateOrder(client, orderId, { fields })), existed: true };
};

/** Updates an existing order with the fields of a new one, which may lack items and names. 2 requests. */
export const updateExisting = async (client: OrderDeskClient, orderId: string, order: JsonObject): Promise<Stored> =>
	await inTurn(client, order, async () => await keepExisting(client, orderId, order, 'update'));

/** Order Desk's own check of source name and source ID is the only one without a race, so it tries to create first. */
const createFirst = async (client: OrderDeskClient, order: JsonObject, ifExists: IfExists): Promise<Stored> => {
	const created = await orRefusal(createInTurn(client, order, ifExists !== 'fail'));
	if (!isOrderDeskError(created)) return { order: created, existed: false };
	if (ifExists === 'fail' || created.kind !== 'refused' || !created.existingOrderId) throw created;
	return await keepExisting(client, created.existingOrderId, order, ifExists);
};

const createOrKeepInTurn = async (client: OrderDeskClient, order: JsonObject, ifExists: IfExists): Promise<Stored> => {
	const name = String(order['source_name'] ?? '');
	// A list may not show yet what was created a moment ago, but Order Desk itself knows it by the name it has.
	const known = (ifExists !== 'fail' && knownShopName(client, order)) || name;
	// Order Desk itself looks for the key that is written: trimmed, and with the source name that is given.
	const hasShop = normalisedText(name) !== '';
	const asksForAny = ifExists !== 'fail' && (!hasShop || known !== name);
	const looksFirst = hasSourceId(order) && (hasBlanksAround(order) || asksForAny);
	const existing = looksFirst ? await existingOrder(client, order) : undefined;
	if (existing && ifExists !== 'fail') return await keepExisting(client, idOf(existing), order, ifExists);
	if (!existing || !hasBlanksAround(existing)) {
		return await createFirst(client, { ...order, ...(hasShop && { source_name: known }) }, ifExists);
	}
	throw problem(orderMessages.sourceIdTaken, { orderId: idOf(existing), sourceId: String(existing['source_id']) });
};

/**
 * Creates an order, or does what was asked with the existing one: that of the same shop, or of any shop if the new
 * order names none. 1 request for a new order, 2 for an existing one that is returned, 3 for one that is updated; 1
 * more for a new order without a source name, or whose shop this process has seen with this source ID in other
 * capitals, unless it fails where it exists; 1 or 2 more for a key with blanks around it. Orders with one source ID are
 * done one after the other, from the first look to the last write.
 */
export const createOrKeep = async (client: OrderDeskClient, order: JsonObject, ifExists: IfExists): Promise<Stored> =>
	await inTurn(client, order, async () => {
		const stored = await createOrKeepInTurn(client, order, ifExists);
		if (hasSourceId(order)) rememberShopName(client, stored.order);
		return stored;
	});

/**
 * Creates an order under a source ID that no other order ever gets, so that a repeat creates no second one. So an
 * answer that is lost for good is an ordinary failure, which may be repeated. 1 request, or 2 for a repeat that finds
 * the order.
 */
export const createOnce = async (client: OrderDeskClient, order: JsonObject): Promise<JsonObject> => {
	const kept = await orRefusal(inTurn(client, order, async () => await createFirst(client, order, 'return')));
	if (!isOrderDeskError(kept)) return kept.order;
	if (kept.kind !== 'uncertain') throw kept;
	const { message: reason, status } = kept;
	throw problem(orderMessages.maybeCreated, { reason, sourceId: String(order['source_id']) }, { status });
};
