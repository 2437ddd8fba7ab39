import { OrderDeskError } from '../../../api/errors';
import { addOrderItems } from '../../../api/orderItem/add';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { orderItemResource } from './resource';

export const create = batch({
	name: 'Create',
	value: 'create',
	action: 'Create order item',
	description: 'Add an item to an order',
	record: orderItemResource.kind.table,
	returns: { order_id: 'string' },
	fields: [
		orderLocator,
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Black Shirt',
			description: 'The name of the item, such as Black Shirt',
		},
		additionalFieldsProperty(propertiesOf(orderItemResource.kind.table, 'create', ['name'])),
	],
	read: (parameters) => ({
		order: parameters.order(),
		item: {
			...orderItemResource.readFields(parameters, 'additionalFields'),
			name: parameters.requiredText('name', 'Name'),
		},
	}),
	prepare: async (lookups, { order, item }) => ({ orderId: await lookups.orderId(order), item }),
	// The ids of all new items of an order are read with one request.
	groupOf: ({ orderId }) => orderId,
	runAll: async ({ client }, group) => {
		const orderId = group[0]?.orderId ?? '';
		const added = await addOrderItems(
			client,
			orderId,
			group.map(({ item }) => item),
		);
		return added.map((item) => (item instanceof OrderDeskError ? item : { ...item, order_id: orderId }));
	},
});
