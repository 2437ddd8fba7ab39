import type { Json, JsonObject } from '../types';
import { shipToCountry } from './countries';
import { orderFields } from './fields';
import type { FieldTable } from './fields';
import { mapIn, rowsIn } from './phpArrays';

/* What the simplified output says of a record in few words, which the record itself says in lists and addresses. */

/** More items are counted, not named. */
const mostItems = 20;

const textOf = (value: Json | undefined): string => String(value ?? '').trim();

const nameIn = ({ first_name: first, last_name: last, company }: JsonObject = {}): string =>
	[first, last].map(textOf).filter(Boolean).join(' ') || textOf(company);

/** Such as `2 × Black Shirt (shirt-b)`. */
const itemText = ({ quantity, name, code }: JsonObject): string =>
	`${textOf(quantity) || '1'} × ${textOf(name)}${textOf(code) && ` (${textOf(code)})`}`;

const itemsText = (items: readonly JsonObject[]): string => {
	const named = items.slice(0, mostItems).map(itemText);
	return [...named, ...(items.length > mostItems ? [`${items.length - mostItems} more`] : [])].join(', ');
};

const isTracked = (shipment: JsonObject): boolean =>
	['tracking_number', 'tracking_url'].some((name) => textOf(shipment[name]) !== '');

/** The tracked shipment that was added last; of several added at once, the last in Order Desk's list; {} for none. */
const lastTracked = (shipments: readonly JsonObject[]): JsonObject =>
	shipments
		.filter(isTracked)
		.reduce((last, one) => (textOf(one['date_added']) >= textOf(last['date_added']) ? one : last), {});

/** Who an order is for and where it goes. A blank stands only where both addresses say so. */
const recipient = (order: JsonObject): JsonObject => {
	const addresses = [order['customer'], order['shipping']].map(mapIn);
	const texts = { customer_name: addresses.map(nameIn).find(Boolean) ?? '', country: shipToCountry(order) };
	const areRead = !addresses.includes(undefined);
	return Object.fromEntries(Object.entries(texts).filter(([, text]) => areRead || text !== ''));
};

const orderSummary = (order: JsonObject): JsonObject => {
	const items = rowsIn(order['order_items']);
	const shipments = rowsIn(order['order_shipments']);
	const tracked = shipments && lastTracked(shipments);
	return {
		...recipient(order),
		...(items && { items: itemsText(items) }),
		...(tracked && {
			tracking_number: textOf(tracked['tracking_number']),
			tracking_url: textOf(tracked['tracking_url']),
		}),
	};
};

/**
 * Answers 'Where is the order?'; nothing of other records, which are short. An empty text says that the order has none,
 * so there is no field for a part that the record does not have or that cannot be read: not every record is a whole
 * order.
 */
export const summaryOf = (record: JsonObject, table: FieldTable): JsonObject =>
	table === orderFields ? orderSummary(record) : {};
