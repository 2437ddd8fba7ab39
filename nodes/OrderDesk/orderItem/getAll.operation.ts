import { getAllOf } from '../orderPart/operations';
import { orderItem } from './choice';

export const getAll = getAllOf(orderItem, {
	action: 'Get many order items',
	description: 'List the items of an order',
});
