import { deleteOrder } from '../../../api/orders';
import { single } from '../operation';
import { orderLocator } from '../properties/locators';

export const deleteOperation = single({
	name: 'Delete',
	value: 'delete',
	action: 'Delete an order',
	description: 'Delete an order permanently',
	fields: [orderLocator],
	read: (parameters) => parameters.order(),
	run: async (session, order) => {
		await deleteOrder(session.client, await session.orderId(order));
		return { deleted: true };
	},
});
