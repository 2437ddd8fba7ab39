import { getOrder } from '../../../api/order/order';
import { orderFields } from '../../../api/records/fields';
import { single } from '../operation';
import { orderOptionsProperty, readWithHistory } from '../properties/lists';
import { orderLocator } from '../properties/locators';

export const get = single({
	name: 'Get',
	value: 'get',
	action: 'Get order',
	description: 'Get one order with its items, addresses, notes and shipments',
	readOnly: true,
	inBulk: 'Order > Get Many gets 500 orders with one request.',
	record: orderFields,
	returns: { folder_name: 'string' },
	fields: [orderLocator, orderOptionsProperty],
	read: (parameters) => ({
		order: parameters.order(),
		withHistory: readWithHistory(parameters),
	}),
	run: async (lookups, { order: reference, withHistory }) => {
		const order = await getOrder(lookups.client, await lookups.orderId(reference), withHistory);
		await lookups.addFolderNames([order]);
		return order;
	},
});
