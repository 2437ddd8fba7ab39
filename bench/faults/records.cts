import type { SandboxStore } from '../../sandbox/index.cts';

/** One value in the store that has changed; undefined where there was, or is, none. */
export interface Change {
	/** For example `order/7/shipping/city`, `order/7/item/12/quantity` or `inventory/3/stock`. */
	path: string;
	before: string | undefined;
	after: string | undefined;
}

type Values = Map<string, string>;

/** What Order Desk works out by itself. */
const computed = new Set([
	'id',
	'store_id',
	'update_source',
	'order_id',
	'date_updated',
	'previous_folder_id',
	'quantity_total',
	'weight_total',
	'product_total',
	'discount_total',
	'order_total',
	'email_count',
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const read = (record: Record<string, unknown>, path: string, into: Values): void => {
	for (const [name, value] of Object.entries(record)) {
		if (computed.has(name)) continue;
		if (isRecord(value)) read(value, `${path}/${name}`, into);
		else into.set(`${path}/${name}`, typeof value === 'string' ? value : JSON.stringify(value));
	}
};

const count = (path: string, into: Values): void => void into.set(path, String(Number(into.get(path) ?? 0) + 1));

/** How lines of the history begin that were added on purpose; Order Desk adds others. */
export const noteMark = 'Note ';

type Order = ReturnType<SandboxStore['orders']['all']>[number];

const readOrder = (order: Order, into: Values): void => {
	const { order_items, order_shipments, order_history, order_notes, ...fields } = order;
	const path = `order/${order.id}`;
	into.set(path, 'there');
	read(fields, path, into);
	for (const item of order_items) {
		into.set(`${path}/item/${item.id}`, 'there');
		read(item, `${path}/item/${item.id}`, into);
	}
	for (const shipment of order_shipments) {
		into.set(`${path}/shipment/${shipment.id}`, 'there');
		read(shipment, `${path}/shipment/${shipment.id}`, into);
	}
	for (const { note } of order_history) if (note.startsWith(noteMark)) count(`${path}/history/${note}`, into);
	for (const { content } of order_notes) count(`${path}/note/${content}`, into);
};

/** The values of these records. */
const valuesOf = (store: SandboxStore, ids: ReadonlySet<string>): Values => {
	const values: Values = new Map();
	for (const order of store.orders.all()) if (ids.has(`order/${order.id}`)) readOrder(order, values);
	for (const item of store.inventory.all()) {
		if (!ids.has(`inventory/${item.id}`)) continue;
		values.set(`inventory/${item.id}`, 'there');
		read({ ...item }, `inventory/${item.id}`, values);
	}
	return values;
};

/** The records that are in the store, as `order/7`. */
const everyRecord = (store: SandboxStore): Set<string> =>
	new Set([
		...store.orders.all().map(({ id }) => `order/${id}`),
		...store.inventory.all().map(({ id }) => `inventory/${id}`),
	]);

/** What `work` changes in the store. It must do so at once. */
export const changesBy = (store: SandboxStore, touched: ReadonlySet<string>, work: () => void): Change[] => {
	const known = everyRecord(store);
	const before = valuesOf(store, touched);
	work();
	const added = [...everyRecord(store)].filter((id) => !known.has(id));
	const after = valuesOf(store, new Set([...touched, ...added]));
	const changes: Change[] = [];
	for (const [path, value] of after) {
		if (before.get(path) !== value) changes.push({ path, before: before.get(path), after: value });
	}
	for (const [path, value] of before) if (!after.has(path)) changes.push({ path, before: value, after: undefined });
	return changes;
};

/** All values of the store. */
export const valuesIn = (store: SandboxStore): ReadonlyMap<string, string> => valuesOf(store, everyRecord(store));
