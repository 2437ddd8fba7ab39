import { updateOf } from '../orderPart/operations';
import { orderItem } from './choice';

export const update = updateOf(orderItem, {
	action: 'Update an order item',
	description: 'Change the given fields of an item of an order and leave all others as they are',
});
