import { getOf } from '../orderPart/operations';
import { shipment } from './choice';

export const get = getOf(shipment, {
	action: 'Get a shipment',
	description: 'Get one shipment of an order, by list, ID or tracking number',
});
