import { getAllOf } from '../orderPart/operations';
import { shipment } from './choice';

export const getAll = getAllOf(shipment, {
	action: 'Get many shipments',
	description: 'List the shipments of an order',
});
