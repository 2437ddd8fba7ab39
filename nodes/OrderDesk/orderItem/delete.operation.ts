import { deleteOf } from '../orderPart/operations';
import { orderItemResource } from './resource';

export const deleteOperation = deleteOf(orderItemResource, {
	action: 'Delete order item',
	description: 'Remove an item from an order',
});
