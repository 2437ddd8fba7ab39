import { customerFields, shippingFields } from './fields';
import { isObject } from './normalise';
import type { JsonObject } from './types';

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
