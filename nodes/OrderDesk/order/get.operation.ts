import { getOrder } from '../../../api/order/order';
import { orderFields } from '../../../api/records/fields';
import { single } from '../operation';
import { historyOption } from '../properties/lists';
import { orderLocator } from '../properties/locators';

export const get = single({
	name: 'Get',
	value: 'get',
	action: 'Get an order',
	description: 'Get one order with its items, addresses, notes and shipments',
	readOnly: true,
	record: orderFields,
	fields: [
		orderLocator,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [historyOption],
		},
	],
	read: (parameters) => ({
		order: parameters.order(),
		withHistory: parameters.booleanOf(parameters.collection('options').get_order_history, 'Include Order History'),
	}),
	run: async (lookups, { order, withHistory }) =>
		await getOrder(lookups.client, await lookups.orderId(order), withHistory),
});
