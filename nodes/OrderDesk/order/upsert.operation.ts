import { hasSourceId } from '../../../api/order/create';
import { createOrKeep } from '../../../api/order/upsert';
import { orderFields } from '../../../api/records/fields';
import { single } from '../operation';
import { checkFolder, newOrderFields, readNewOrder } from './newOrder';

export const upsert = single({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update order',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	record: orderFields,
	returns: { already_existed: 'boolean', changed_fields: 'strings' },
	fields: [
		{
			displayName:
				'An order is known by its Source ID. Where Order Desk has it already, its fields are updated; its items and its folder stay as they are.',
			name: 'upsertNotice',
			type: 'notice',
			default: '',
		},
		...newOrderFields,
	],
	read: (parameters) => {
		const order = readNewOrder(parameters);
		if (hasSourceId(order)) return order;
		return parameters.refuse(
			'Source ID',
			'The order has no source ID',
			"Add the order number of the shop as 'Source ID': without it, there is no telling whether the order exists.",
		);
	},
	prepare: async (lookups, order) => {
		await checkFolder(lookups, order);
		return order;
	},
	run: async ({ client }, wanted) => {
		const { order, existed, changed } = await createOrKeep(client, wanted, 'update');
		return { ...order, already_existed: existed, ...(changed && { changed_fields: changed }) };
	},
});
