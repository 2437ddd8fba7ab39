import { getAllOf } from '../orderPart/operations';
import { orderItemResource } from './resource';

export const getAll = getAllOf(orderItemResource, {
	action: 'Get many order items',
	description: 'List the items of an order',
});
