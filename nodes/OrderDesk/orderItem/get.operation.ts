import { getOf } from '../orderPart/operations';
import { orderItem } from './choice';

export const get = getOf(orderItem, {
	action: 'Get an order item',
	description: 'Get one item of an order, by list, ID or SKU',
});
