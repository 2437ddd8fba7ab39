import { problem } from '../../../api/messages/message';
import { hasSourceId } from '../../../api/order/key';
import { createOrKeep, findExisting, updateExisting } from '../../../api/order/upsert';
import { orderFields } from '../../../api/records/fields';
import { operationMessages } from '../../messages/operations';
import { single } from '../operation';
import { upsertFields } from './newOrder/fields';
import { lackOf, readNewOrder, withFolder } from './newOrder/newOrder';
import { storedItem, storedReturns } from './stored';

export const upsert = single({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update order',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	record: orderFields,
	without: ['order_history'],
	returns: storedReturns,
	fields: [
		{
			displayName:
				'An order is identified by its Source ID. If Order Desk already has it, only the fields given here are updated, and neither items nor a name are needed. Its items and folder stay as they are.',
			name: 'upsertNotice',
			type: 'notice',
			default: '',
		},
		...upsertFields,
	],
	read: (parameters) => {
		const given = readNewOrder(parameters);
		if (hasSourceId(given.order)) return given;
		return parameters.refuse('Source ID', operationMessages.noSourceId, {});
	},
	prepare: async (lookups, input) => {
		const order = await withFolder(lookups, input);
		const lack = lackOf(order);
		if (!lack) return { order };
		const orderId = await findExisting(lookups.client, order);
		if (orderId !== undefined) return { order, orderId };
		const { newOrderWithoutItems, newOrderWithoutName } = operationMessages;
		const sourceId = String(order['source_id']);
		throw problem(lack === 'items' ? newOrderWithoutItems : newOrderWithoutName, { sourceId });
	},
	run: async ({ client }, { order, orderId }) =>
		storedItem(
			await (orderId === undefined ? createOrKeep(client, order, 'update') : updateExisting(client, orderId, order)),
		),
});
