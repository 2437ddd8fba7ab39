import { searchOf } from '../orderPartSearch';
import { orderItem } from './choice';

export const orderItemMethods = { searchOrderItems: searchOf(orderItem) };
