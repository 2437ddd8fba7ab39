import type { StoreContext } from '../context.cts';
import { addHistory, recordOf, touch } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { moveOrder } from './folders.cts';

/** In a captured reply an order was last changed 17 seconds after it had been added. */
const AFTER_REPLY = 17_000;

/** What rules of a live store had changed in an order before the reply was written (docs/order-desk.md 7.29). */
function change(context: StoreContext, order: StoredOrder, mayMove: boolean): void {
	order.checkout_data = { ...order.checkout_data, 'Packing Slip': 'Default' };
	order.order_metadata = { ...order.order_metadata, rules_applied: '1' };
	const [first] = order.order_items;
	if (first) first.metadata = { ...first.metadata, print_sku: first.code };
	touch(context, order);
	addHistory(context, order, 'Rule', 'Checkout data, metadata and items set');
	context.committed('order.ruled', order.id);
	const folder = context.state.folders[1];
	if (folder && mayMove) moveOrder(context, order, folder.id, 'Rule');
}

/** Runs the store's rules on a new order; `mayMove` says that nobody has chosen its folder. */
export function runCreationRules(context: StoreContext, order: StoredOrder, mayMove: boolean): void {
	const { creationRules } = context.switches;
	if (creationRules === 'beforeReply') change(context, order, mayMove);
	if (creationRules !== 'afterReply') return;
	context.clock.after(AFTER_REPLY, () => {
		if (recordOf(context.state.orders, order.id) === order) change(context, order, mayMove);
	});
}
