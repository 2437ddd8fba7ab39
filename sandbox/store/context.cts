import type { Clock } from '../clock.cts';
import { dateTimeText } from '../dates.cts';
import type { Random } from '../random.cts';
import type { Switches } from '../switches.cts';
import type { Account } from './account.cts';
import type { StoredOrder } from './records.cts';
import { Refusal } from './refusal.cts';
import type { EventName } from './rules/events.cts';
import type { Effect, IdKind, StoreState } from './state.cts';

/** What the parts of the store share. */
export interface StoreContext {
	readonly clock: Clock;
	readonly random: Random;
	readonly switches: Switches;
	readonly storeId: string;
	readonly timezone: string;
	readonly account: Account;
	state: StoreState;
	/** Runs the rules of an event. */
	fire(event: EventName, order: StoredOrder): void;
	/** Posts a new shipment to the order's `ship_notify_url`. */
	notifyShipment(order: StoredOrder, shipmentId: string): void;
	/** Notes a committed change. */
	committed(kind: string, id: string): void;
}

export const EFFECTS_KEPT = 5_000;

export const nowText = (context: StoreContext): string => dateTimeText(context.clock.now());

export const nextId = (context: StoreContext, kind: IdKind): string => String(context.state.nextId[kind]++);

/** Refuses with the code that the switch `unknownId` names. */
export const unknownId = (context: StoreContext, what: string): Refusal =>
	new Refusal(`${what} Not Found`, Number(context.switches.unknownId));

/** A record by an id that a client sent: `constructor` and `__proto__` are no ids, although every object has them. */
export const recordOf = <T,>(records: Readonly<Record<string, T>>, id: string): T | undefined =>
	Object.hasOwn(records, id) ? records[id] : undefined;

export function findOrder(context: StoreContext, id: string): StoredOrder {
	const order = recordOf(context.state.orders, id);
	if (!order) throw unknownId(context, 'Order');
	return order;
}

/** Marks an order as changed now. */
export function touch(context: StoreContext, order: StoredOrder): void {
	order.date_updated = nowText(context);
	context.state.changedAt[order.id] = context.clock.now();
}

export function addHistory(context: StoreContext, order: StoredOrder, source: string, note: string): void {
	order.order_history.push({ source_name: source, note, date_added: nowText(context) });
}

export type { Effect };
