import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { shipToCountry } from './countries';
import { orderFields } from './fields';
import type { FieldTable } from './fields';
import { rowsIn } from './phpArrays';

/* What the simplified output says of a record in few words, which the record itself says in lists and addresses. */

/** More items are counted, not named. */
const mostItems = 20;

const textOf = (value: Json | undefined): string => String(value ?? '').trim();

const addressIn = (order: JsonObject, name: string): JsonObject => {
	const address = order[name];
	return isObject(address) ? address : {};
};

const nameIn = ({ first_name: first, last_name: last, company }: JsonObject): string =>
	[first, last].map(textOf).filter(Boolean).join(' ') || textOf(company);

/** Such as `2 × Black Shirt (shirt-b)`. */
const itemText = ({ quantity, name, code }: JsonObject): string =>
	`${textOf(quantity) || '1'} × ${textOf(name)}${textOf(code) && ` (${textOf(code)})`}`;

const itemsText = (items: readonly JsonObject[]): string => {
	const named = items.slice(0, mostItems).map(itemText);
	return [...named, ...(items.length > mostItems ? [`${items.length - mostItems} more`] : [])].join(', ');
};

/** The shipment that was added last; of several added at once, the last in Order Desk's list. */
const lastOf = (shipments: readonly JsonObject[]): JsonObject | undefined =>
	shipments.reduce<JsonObject | undefined>(
		(last, shipment) => (textOf(shipment['date_added']) >= textOf(last?.['date_added']) ? shipment : last),
		undefined,
	);

const orderSummary = (order: JsonObject): JsonObject => {
	const [customer, shipping] = ['customer', 'shipping'].map((name) => addressIn(order, name)) as [
		JsonObject,
		JsonObject,
	];
	const items = rowsIn(order['order_items'] ?? null);
	const shipments = rowsIn(order['order_shipments'] ?? null);
	const last = lastOf(shipments ?? []);
	return {
		customer_name: nameIn(customer) || nameIn(shipping),
		country: shipToCountry(order),
		...(items && { items: itemsText(items) }),
		...(shipments && {
			tracking_number: textOf(last?.['tracking_number']),
			tracking_url: textOf(last?.['tracking_url']),
		}),
	};
};

/**
 * Answers 'Where is the order?'; nothing of other records, which are short. An empty text where there is nothing, and no
 * field for a list that cannot be read.
 */
export const summaryOf = (record: JsonObject, table: FieldTable): JsonObject =>
	table === orderFields ? orderSummary(record) : {};
