import { getOf } from '../orderPart/operations';
import { orderItemResource } from './resource';

export const get = getOf(orderItemResource, {
	action: 'Get order item',
	description: 'Get one item of an order, by list, ID or SKU',
});
