import { searchOf } from '../orderPart/search';
import { shipment } from './choice';

export const shipmentMethods = { searchShipments: searchOf(shipment) };
