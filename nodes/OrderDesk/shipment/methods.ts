import { searchOf } from '../orderPart/search';
import { shipmentResource } from './resource';

export const shipmentMethods = { searchShipments: searchOf(shipmentResource) };
