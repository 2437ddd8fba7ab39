import { deleteOf } from '../orderPart/operations';
import { shipmentResource } from './resource';

export const deleteOperation = deleteOf(shipmentResource, {
	action: 'Delete shipment',
	description: 'Remove a shipment from an order',
});
