import { problem } from '../../../../api/messages/message';
import { namesIn, withAddresses } from '../../../../api/records/addresses';
import { orderFields, orderItemFields } from '../../../../api/records/fields';
import { isObject } from '../../../../api/types';
import type { JsonObject } from '../../../../api/types';
import { operationMessages } from '../../../messages/operations';
import { recordMessages } from '../../../messages/records';
import { isBlank } from '../../../shared/parameters';
import type { Parameters } from '../../parameters';
import { joinPlaces } from '../../properties/conditions';
import { jsonLabelOf, jsonNameOf } from '../../properties/json';
import { recordOf, rowRecord } from '../../properties/record';
import { isEmpty, rowOf, rowsOf } from '../../properties/rows';
import type { FolderReference, Lookups } from '../../run/lookups';
import { checkedJson } from './checkedJson';

/** A new order as the user has described it, and the folder that was named for it. */
export interface NewOrder {
	order: JsonObject;
	folder?: FolderReference | undefined;
}

/** All items as a whole; undefined where there are rows. */
const itemsFromJson = (parameters: Parameters): JsonObject[] | undefined => {
	const name = jsonNameOf('order_items');
	if (parameters.isUntouched(name)) return undefined;
	const label = jsonLabelOf(orderFields.order_items);
	return rowsOf(parameters.raw(name), label, parameters).map((row, index) =>
		rowRecord(row, orderItemFields, `${label} ${index + 1}`, parameters),
	);
};

/** The items the user has filled in, each with what is under its More Fields. */
const orderItemsOf = (parameters: Parameters): JsonObject[] => {
	const fromJson = itemsFromJson(parameters);
	const filled = parameters.raw('order_items', {});
	if (isEmpty(filled) || (isObject(filled) && isEmpty(filled['rows']))) return fromJson ?? [];
	if (fromJson) return parameters.refuse(orderFields.order_items.label, recordMessages.givenTwice, {});
	return rowsOf(filled, 'Order Items', parameters).map((filledRow, index) => {
		const label = `Order Items ${index + 1}`;
		const filledIn = rowOf(filledRow, label, parameters);
		const { more, ...row } = filledIn;
		const fields = 'more' in filledIn ? parameters.objectOf(more, `${label} > More Fields`) : {};
		return rowRecord({ ...row, ...fields }, orderItemFields, label, parameters);
	});
};

/** What is filled in at the top. Empty is what there is none of, and what an existing order keeps. */
const topOf = (parameters: Parameters): JsonObject => {
	const filled = (names: string[]) => Object.entries(parameters.touched(names)).filter(([, value]) => value !== '');
	const customer = filled(['customer_first_name', 'customer_last_name']).map(
		([name, value]) => [name.replace('customer_', ''), value] as const,
	);
	return {
		...parameters.touched(['shipping', 'source_id', 'source_name']),
		...Object.fromEntries(filled(['email'])),
		...(customer.length > 0 && { customer: Object.fromEntries(customer) }),
	} as JsonObject;
};

const orderFromFields = (parameters: Parameters): JsonObject => {
	const added = parameters.collection('additionalFields');
	const { ship_notify_url: notify, ...filled } = added;
	const order = recordOf(
		joinPlaces(topOf(parameters), filled as JsonObject, orderFields, parameters),
		orderFields,
		parameters,
	);
	const metadata = order['order_metadata'];
	if ('ship_notify_url' in added && isObject(metadata) && 'ship_notify_url' in metadata) {
		return parameters.refuse('Shipment Notification URL', operationMessages.notificationUrlTwice, {});
	}
	return {
		...order,
		...('ship_notify_url' in added && {
			order_metadata: {
				...(isObject(metadata) ? metadata : {}),
				ship_notify_url: parameters.requiredValue(notify, 'Shipment Notification URL'),
			},
		}),
		order_items: orderItemsOf(parameters),
	};
};

/** Order Desk sends the last digits of the card as `cc_number_masked`, and takes them as `cc_number`. */
const withCardNumber = ({ cc_number_masked: masked, ...order }: JsonObject): JsonObject =>
	isBlank(masked) ? order : { cc_number: String(masked).slice(-4), ...order };

/** The new order the user has described, as it is. */
export const readNewOrder = (parameters: Parameters): NewOrder => {
	const input = parameters.choiceOf(parameters.raw('orderInput', 'fields'), 'Order Input', ['fields', 'json']);
	if (input === 'json') {
		return {
			order: withCardNumber(checkedJson(parameters.json('orderJson', 'Order (JSON)'), parameters)),
		};
	}
	const order = withCardNumber(orderFromFields(parameters));
	const folder = parameters.optionalFolder();
	if (folder && String(order['folder_id'] ?? folder.value).trim() !== folder.value) {
		return parameters.refuse('Folder', recordMessages.givenTwice, {});
	}
	return { order, folder };
};

/** What Order Desk would refuse a new order for the lack of. */
export const lackOf = (order: JsonObject): 'items' | 'customerName' | undefined => {
	if (!Array.isArray(order['order_items']) || order['order_items'].length === 0) return 'items';
	return namesIn(withAddresses(order)).length > 0 ? undefined : 'customerName';
};

/** Refuses what Order Desk would refuse, before anything is sent. */
export const complete = (order: NewOrder): NewOrder => {
	const lack = lackOf(order.order);
	if (lack) throw problem(lack === 'items' ? operationMessages.noItems : operationMessages.noCustomerName, {});
	return order;
};

/**
 * The order with the folder it names, also by its name in place of its ID. Refuses a folder that does not exist: Order
 * Desk would put the order into its first folder without a word.
 */
export const withFolder = async (lookups: Lookups, { order, folder }: NewOrder): Promise<JsonObject> => {
	const { folder_id: given } = order;
	const named = folder ?? (isBlank(given) ? undefined : { by: 'either' as const, value: String(given) });
	return named ? { ...order, folder_id: (await lookups.folder(named)).id } : order;
};
