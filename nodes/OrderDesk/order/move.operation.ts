import { settle } from '../../../api/errors';
import type { OrderDeskError } from '../../../api/errors';
import { moveOrders } from '../../../api/moves';
import type { Moved } from '../../../api/moves';
import type { Folder } from '../../../api/types';
import { batch } from '../operation';
import type { Result } from '../operation';
import { folderLocator, orderLocator } from '../properties/locators';

export const move = batch({
	name: 'Move to Folder',
	value: 'move',
	action: 'Move an order to a folder',
	description: 'Move orders to a folder, with one request for all orders that go to the same one',
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
	],
	read: (parameters) => ({ order: parameters.order(), folder: parameters.folder() }),
	prepare: async (session, { order, folder }) => ({
		folder: await session.folder(folder),
		orderId: await session.orderId(order),
	}),
	runAll: async ({ client }, inputs) => {
		const byFolder = new Map<string, { folder: Folder; places: number[] }>();
		inputs.forEach(({ folder }, place) => {
			const group = byFolder.get(folder.id) ?? { folder, places: [] };
			group.places.push(place);
			byFolder.set(folder.id, group);
		});

		const results: Array<Result | OrderDeskError> = [];
		for (const { folder, places } of byFolder.values()) {
			const orderIds = places.map((place) => inputs[place]?.orderId ?? '');
			const moved = await settle<Array<Moved | OrderDeskError>>(moveOrders(client, orderIds, folder));
			places.forEach((place, index) => {
				results[place] = (moved.ok ? moved.value[index] : moved.error) as Result | OrderDeskError;
			});
		}
		return results;
	},
});
