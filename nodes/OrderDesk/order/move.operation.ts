import { OrderDeskError } from '../../../api/errors';
import { moveOrders } from '../../../api/order/move/move';
import type { MoveResult } from '../../../api/order/move/move';
import { optionsProperty } from '../../shared/collections';
import { batch } from '../operation';
import type { Result } from '../operation';
import { folderLocator, orderLocator } from '../properties/locators';
import { withToolVariant } from '../properties/toolVariant';

const asResult = (outcome: MoveResult): Result | OrderDeskError => {
	if (outcome instanceof OrderDeskError) return outcome;
	const moved = 'folder_name' in outcome;
	return { moved, ...outcome, ...(!moved && { message: 'The order is in another folder' }) };
};

const onlyIfInLabel = 'Only If in Folder Name or ID';

export const move = batch({
	name: 'Move to Folder',
	value: 'move',
	action: 'Move order to folder',
	description: 'Move orders to a folder, with one request for all orders that go to the same one',
	returns: {
		moved: 'boolean',
		order_id: 'string',
		folder_id: 'string',
		folder_name: 'string',
		original_folder_id: 'string',
		message: 'string',
	},
	fields: [
		{
			displayName:
				'The rules of the folder run in Order Desk when an order arrives there: they may ship it, email the customer or send it to a supplier.',
			name: 'moveNotice',
			type: 'notice',
			default: '',
		},
		orderLocator,
		folderLocator,
		optionsProperty(
			withToolVariant(
				{
					displayName: onlyIfInLabel,
					name: 'onlyIfIn',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getFolders' },
					default: '',
					description:
						'Leave the order where it is unless it is in this folder. Takes one more request per 500 orders of that folder, and one for each order that is elsewhere. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
				'The name or ID of a folder, such as New. An order that is elsewhere stays where it is. Leave empty to move it in any case.',
			),
		),
	],
	read: (parameters) => {
		const onlyIfIn = parameters.added(parameters.collection('options'), 'onlyIfIn', onlyIfInLabel);
		return {
			order: parameters.order(),
			folder: parameters.folder(),
			...(onlyIfIn !== undefined && { onlyIfIn: parameters.requiredValue(onlyIfIn, onlyIfInLabel) }),
		};
	},
	prepare: async (lookups, { order, folder, onlyIfIn }) => ({
		folder: await lookups.folder(folder),
		...(onlyIfIn !== undefined && { onlyIfIn: await lookups.folder({ by: 'either', value: onlyIfIn }) }),
		orderId: await lookups.orderId(order),
	}),
	groupOf: ({ folder, onlyIfIn }) => `${folder.id} ${onlyIfIn?.id ?? ''}`,
	recordOf: ({ orderId }) => orderId,
	runAll: async ({ client }, group) => {
		const [first] = group;
		const ids = group.map(({ orderId }) => orderId);
		return first ? (await moveOrders(client, ids, first.folder, first.onlyIfIn)).map(asResult) : [];
	},
});
