import { deleteOf } from '../orderPart/operations';
import { shipment } from './choice';

export const deleteOperation = deleteOf(shipment, {
	action: 'Delete a shipment',
	description: 'Remove a shipment from an order',
});
