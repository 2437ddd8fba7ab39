import { updateOf } from '../orderPart/operations';
import { shipment } from './choice';

export const update = updateOf(shipment, {
	action: 'Update a shipment',
	description: 'Change the given fields of a shipment and leave all others as they are',
});
