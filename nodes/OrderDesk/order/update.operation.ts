import { orderFields } from '../../../api/fields';
import { updateOrder } from '../../../api/orderUpdate';
import { single } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { recordOf } from '../properties/record';

export const update = single({
	name: 'Update',
	value: 'update',
	action: 'Update an order',
	description: 'Change the given fields of an order and leave all others as they are',
	record: orderFields,
	fields: [
		orderLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description:
				'Only the fields added here change. An empty text empties a field. Entries of Checkout Data and Order Metadata change one by one.',
			options: propertiesOf(orderFields, ({ access, kind }) => access === 'write' && kind !== 'list'),
		},
	],
	read: (parameters) => {
		const patch = recordOf(parameters.collection('updateFields'), orderFields, parameters);
		for (const [name, value] of Object.entries(orderFields)) {
			if (name in patch && value.access !== 'write') {
				return parameters.refuse(value.label, `The field '${value.label}' cannot be changed by an update`);
			}
		}
		if (Object.keys(patch).length === 0) {
			return parameters.refuse(
				'Update Fields',
				'There is nothing to update',
				"Add at least one field under 'Update Fields'.",
			);
		}
		return { order: parameters.order(), patch };
	},
	prepare: async (session, { order, patch }) => ({ orderId: await session.orderId(order), patch }),
	run: async ({ client }, { orderId, patch }) => {
		const { order, changed } = await updateOrder(client, orderId, patch);
		return { ...order, changed_fields: changed };
	},
});
