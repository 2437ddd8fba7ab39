import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { customerFields, shippingFields } from './fields';
import type { FieldTable } from './fields';
import { normalisedText } from './merge';

/** The addresses of the people an order is about; the return address is the shop's own. */
const addresses: Readonly<Record<string, FieldTable>> = { customer: customerFields, shipping: shippingFields };

/** The lines of these addresses in the flat form, such as `customer_first_name`. */
export const flatNames = Object.entries(addresses).flatMap(([address, table]) =>
	Object.keys(table).map((line) => `${address}_${line}`),
);

/** A new order may carry `customer_first_name` and the like; an existing one holds them in its addresses. */
export const withAddresses = (order: JsonObject): JsonObject => {
	const nested: JsonObject = {};
	for (const [name, value] of Object.entries(order)) {
		const [, address = '', line = ''] = /^(customer|shipping)_(.+)$/.exec(name) ?? [];
		const isLine = Object.hasOwn(addresses[address] ?? {}, line);
		if (isLine) nested[address] = { ...(nested[address] as JsonObject), [line]: value };
		else nested[name] = isObject(value) ? { ...(nested[name] as JsonObject), ...value } : value;
	}
	return nested;
};

const namesOf = (address: Json | undefined, table: FieldTable): string[] =>
	Object.entries(isObject(address) ? address : {})
		.filter(([line]) => table[line]?.isName)
		.map(([, name]) => normalisedText(name))
		.filter((name) => name !== '');

/** The names of the people and companies in the addresses of an order, as they are compared. */
export const namesIn = (order: JsonObject): string[] =>
	Object.entries(addresses).flatMap(([address, table]) => namesOf(order[address], table));
