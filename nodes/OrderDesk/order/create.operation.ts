import { orderFields } from '../../../api/fields';
import { createOrKeep } from '../../../api/upsert';
import type { IfExists } from '../../../api/upsert';
import { single } from '../operation';
import { checkFolder, newOrderFields, readNewOrder } from './newOrder';

export const create = single({
	name: 'Create',
	value: 'create',
	action: 'Create an order',
	description: 'Create a new order with its items and addresses',
	record: orderFields,
	returns: { already_existed: 'boolean', changed_fields: 'strings' },
	fields: [
		...newOrderFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'If It Already Exists',
					name: 'ifExists',
					type: 'options',
					options: [
						{ name: 'Fail', value: 'fail' },
						{ name: 'Return the Existing Order', value: 'return' },
						{
							name: 'Update the Existing Order',
							value: 'update',
							description: 'Its items and its folder stay as they are',
						},
					],
					default: 'fail',
					description: 'What to do when Order Desk has an order with this source ID already',
				},
			],
		},
	],
	read: (parameters) => ({
		order: readNewOrder(parameters),
		ifExists: (parameters.collection('options').ifExists ?? 'fail') as IfExists,
	}),
	prepare: async (session, input) => {
		await checkFolder(session, input.order);
		return input;
	},
	run: async ({ client }, { order: wanted, ifExists }) => {
		const { order, existed, changed } = await createOrKeep(client, wanted, ifExists);
		return { ...order, already_existed: existed, ...(changed && { changed_fields: changed }) };
	},
});
