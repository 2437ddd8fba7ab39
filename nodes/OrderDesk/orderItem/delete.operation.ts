import { deleteOf } from '../orderPart/operations';
import { orderItem } from './choice';

export const deleteOperation = deleteOf(orderItem, {
	action: 'Delete an order item',
	description: 'Remove an item from an order',
});
