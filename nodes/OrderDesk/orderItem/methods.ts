import { searchOf } from '../orderPart/search';
import { orderItemResource } from './resource';

export const orderItemMethods = { searchOrderItems: searchOf(orderItemResource) };
