import { updateOf } from '../orderPart/operations';
import { orderItemResource } from './resource';

export const update = updateOf(orderItemResource, {
	action: 'Update order item',
	description: 'Change the given fields of an item of an order and leave all others as they are',
});
