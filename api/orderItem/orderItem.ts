import { orderLock } from '../order/order';
import type { PartKind } from '../orderPart/orderPart';
import { orderItemFields } from '../records/fields';

export const orderItemKind: PartKind = {
	list: 'listOrderItems',
	get: 'getOrderItem',
	replace: 'replaceOrderItem',
	remove: 'deleteOrderItem',
	many: 'order_items',
	one: 'order_item',
	table: orderItemFields,
	// An update of the whole order sends its items too.
	lock: orderLock,
};
