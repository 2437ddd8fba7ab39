import { getOf } from '../orderPart/operations';
import { shipmentResource } from './resource';

export const get = getOf(shipmentResource, {
	action: 'Get shipment',
	description: 'Get one shipment of an order, by list, ID or tracking number',
});
