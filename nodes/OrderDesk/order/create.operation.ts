import { hasSourceId } from '../../../api/order/key';
import { createOnce, createOrKeep } from '../../../api/order/upsert';
import { orderFields } from '../../../api/records/fields';
import { optionsProperty } from '../../shared/collections';
import { single } from '../operation';
import { complete, readNewOrder, withFolder } from './newOrder/newOrder';
import { createFields } from './newOrder/fields';
import { storedItem, storedReturns } from './stored';

export const create = single({
	name: 'Create',
	value: 'create',
	action: 'Create order',
	description: 'Create a new order with its items and addresses',
	record: orderFields,
	without: ['order_history'],
	returns: { ...storedReturns, generated_source_id: 'string' },
	fields: [
		...createFields,
		optionsProperty([
			{
				displayName: 'Generate Source ID',
				name: 'generateSourceId',
				type: 'boolean',
				default: false,
				description:
					'Whether to give an order that has no Source ID one built from the execution, the node and the item. Turn it on for orders without an order number of a shop: they are then created only once, even if an answer is lost or with Retry On Fail. A new execution creates a new order.',
			},
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
		]),
	],
	read: (parameters) => {
		const { order, folder } = complete(readNewOrder(parameters));
		const options = parameters.collection('options');
		const ifExists = parameters.added(options, 'ifExists', 'If It Already Exists') ?? 'fail';
		const isWanted = parameters.addedFlag(options, 'generateSourceId', 'Generate Source ID');
		return {
			order,
			folder,
			ifExists: parameters.choiceOf(ifExists, 'If It Already Exists', ['fail', 'return', 'update']),
			generatedId: isWanted && !hasSourceId(order) ? parameters.itemKey() : undefined,
		};
	},
	prepare: async (lookups, input) => ({ ...input, order: await withFolder(lookups, input) }),
	run: async ({ client }, { order: wanted, ifExists, generatedId }) => {
		if (generatedId !== undefined) {
			const created = await createOnce(client, { ...wanted, source_id: generatedId });
			return { ...created, already_existed: false, generated_source_id: generatedId };
		}
		return storedItem(await createOrKeep(client, wanted, ifExists));
	},
});
