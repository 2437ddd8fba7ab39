import { searchOf } from '../orderPartSearch';
import { shipment } from './choice';

export const shipmentMethods = { searchShipments: searchOf(shipment) };
