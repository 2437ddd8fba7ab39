import type { JsonObject } from '../../../api/types';
import { addHistory, type StoreContext } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { EventName } from './events.cts';
import { fits } from './rules.cts';

/** What the other store gives its copy itself; the copy is an imported order there (docs/order-desk.md 2.5). */
const OWN = ['id', 'folder_id', 'date_added', 'order_shipments', 'order_history'] as const;

function copyOf(order: StoredOrder): JsonObject {
	const copy = structuredClone(order) as unknown as JsonObject;
	for (const name of OWN) delete copy[name];
	return copy;
}

/** Runs the rules that copy an order to another store; what became of it is in the order's history. */
export function copyByRules(context: StoreContext, event: EventName, order: StoredOrder): void {
	const copying = context.state.rules.filter((rule) => rule.action === 'copy' && fits(rule, event, order));
	for (const { name, store_id } of copying) {
		try {
			const id = context.account.copyTo(store_id, copyOf(order));
			addHistory(context, order, name, `Order copied to store ${store_id} as ${id}`);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			addHistory(context, order, name, `Order not copied to store ${store_id}: ${error.message}`);
		}
		context.committed('order.copied', order.id);
	}
}
