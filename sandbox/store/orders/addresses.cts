import { customerFields, shippingFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import { isObject } from '../records.cts';

/** The API takes addresses nested (`shipping: {first_name}`) and flat (`shipping_first_name`); production uses both. */

const tables = { shipping: shippingFields, customer: customerFields } as const;
type AddressName = keyof typeof tables;

/** One of these six must be set for an order to be valid (API reference, "Create an Order"). */
const NAMES = ['first_name', 'last_name', 'company'] as const;

function flatAddress(sent: JsonObject, name: AddressName): JsonObject {
	const address: JsonObject = {};
	for (const field of Object.keys(tables[name])) {
		const value = sent[`${name}_${field}`];
		if (value !== undefined) address[field] = value;
	}
	return address;
}

const addressOf = (sent: JsonObject, name: AddressName): JsonObject => {
	const nested = sent[name];
	return { ...flatAddress(sent, name), ...(isObject(nested) ? nested : {}) };
};

const isEmpty = (address: JsonObject): boolean => Object.values(address).every((value) => !value);

/** Nests both addresses; with `copyMissing`, an address that is not sent becomes a copy of the other. */
export function nestAddresses(sent: JsonObject, copyMissing: boolean): JsonObject {
	const shipping = addressOf(sent, 'shipping');
	const customer = addressOf(sent, 'customer');
	return {
		...sent,
		shipping: copyMissing && isEmpty(shipping) ? customer : shipping,
		customer: copyMissing && isEmpty(customer) ? shipping : customer,
	};
}

export const hasName = (sent: JsonObject): boolean =>
	(['shipping', 'customer'] as const).some((name) => NAMES.some((field) => addressOf(sent, name)[field]));
