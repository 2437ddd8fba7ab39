import { updateOf } from '../orderPart/operations';
import { shipmentResource } from './resource';

export const update = updateOf(shipmentResource, {
	action: 'Update shipment',
	description: 'Change the given fields of a shipment and leave all others as they are',
});
