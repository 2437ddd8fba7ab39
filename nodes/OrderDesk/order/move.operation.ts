import { OrderDeskError } from '../../../api/errors';
import { moveOrders } from '../../../api/moves';
import type { Moved } from '../../../api/moves';
import { getOrder } from '../../../api/orders';
import { batch } from '../operation';
import type { Result } from '../operation';
import { folderLocator, orderLocator } from '../properties/locators';

const asResult = (outcome: Moved | OrderDeskError | undefined): Result | OrderDeskError =>
	outcome === undefined || outcome instanceof OrderDeskError
		? (outcome ?? new OrderDeskError('unknown', 'Order Desk did not say what became of the order'))
		: { moved: true, ...outcome };

export const move = batch({
	name: 'Move to Folder',
	value: 'move',
	action: 'Move an order to a folder',
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
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Only If in Folder Name or ID',
					name: 'onlyIfIn',
					type: 'options',
					typeOptions: { loadOptionsMethod: 'getFolders' },
					default: '',
					description:
						'Leave the order where it is unless it lies in this folder. Takes one more request per order. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				},
			],
		},
	],
	read: (parameters) => {
		const { onlyIfIn } = parameters.collection('options');
		return {
			order: parameters.order(),
			folder: parameters.folder(),
			...(onlyIfIn !== undefined && { onlyIfIn: parameters.requiredValue(onlyIfIn, 'Only If in Folder') }),
		};
	},
	prepare: async (session, { order, folder, onlyIfIn }) => {
		const destination = await session.folder(folder);
		const orderId = await session.orderId(order);
		if (onlyIfIn === undefined) return { orderId, folder: destination };
		const guard = await session.folder({ by: 'id', value: onlyIfIn });
		const { folder_id: current } = await getOrder(session.client, orderId);
		return { orderId, folder: destination, ...(String(current) !== guard.id && { staysIn: String(current) }) };
	},
	groupOf: ({ folder }) => folder.id,
	runAll: async ({ client }, group) => {
		const going = group.filter(({ staysIn }) => staysIn === undefined);
		const [first] = going;
		const moved = first
			? await moveOrders(
					client,
					going.map(({ orderId }) => orderId),
					first.folder,
				)
			: [];
		const results = moved.values();
		return group.map(({ orderId, staysIn }) =>
			staysIn === undefined
				? asResult(results.next().value)
				: { order_id: orderId, moved: false, folder_id: staysIn, message: 'The order lies in another folder' },
		);
	},
});
