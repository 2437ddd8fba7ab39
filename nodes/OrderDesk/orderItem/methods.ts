import { searchOf } from '../orderPart/search';
import { orderItem } from './choice';

export const orderItemMethods = { searchOrderItems: searchOf(orderItem) };
