import { deleteOrder } from '../../../api/order/order';
import { single } from '../operation';
import { orderLocator } from '../properties/locators';

export const deleteOperation = single({
	name: 'Delete',
	value: 'delete',
	action: 'Delete order',
	description: 'Delete an order permanently',
	returns: { deleted: 'boolean' },
	fields: [orderLocator],
	read: (parameters) => parameters.order(),
	prepare: async (lookups, order) => await lookups.orderId(order),
	run: async ({ client }, orderId) => {
		await deleteOrder(client, orderId);
		return { deleted: true };
	},
});
