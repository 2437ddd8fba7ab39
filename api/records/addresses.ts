import { isObject } from '../types';
import type { JsonObject } from '../types';
import { customerFields, shippingFields } from './fields';

/** A new order may carry `customer_first_name` and the like; an existing one holds them in its addresses. */
export const withAddresses = (order: JsonObject): JsonObject => {
	const nested: JsonObject = {};
	for (const [name, value] of Object.entries(order)) {
		const [, address = '', line = ''] = /^(customer|shipping)_(.+)$/.exec(name) ?? [];
		const table = { customer: customerFields, shipping: shippingFields }[address];
		if (table && Object.hasOwn(table, line)) nested[address] = { ...(nested[address] as JsonObject), [line]: value };
		else nested[name] = isObject(value) ? { ...(nested[name] as JsonObject), ...value } : value;
	}
	return nested;
};
