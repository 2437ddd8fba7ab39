import { getAllOf } from '../orderPart/operations';
import { shipmentResource } from './resource';

export const getAll = getAllOf(shipmentResource, {
	action: 'Get many shipments',
	description: 'List the shipments of an order',
});
