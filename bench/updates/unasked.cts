import { isObject } from '../../api/types';
import type { OrderPatch } from '../../api/order/update/patch';
import type { Json, JsonObject } from '../../api/types';

/** Never sent back: Order Desk does not take them in an update. */
const notSent = ['order_shipments', 'order_history'];

const equal = (a: Json | undefined, b: Json | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

const itemsOf = (order: JsonObject): JsonObject[] => (order['order_items'] as JsonObject[] | undefined) ?? [];

/** The parts of a record that differ though nobody has set them, by their path. */
const unaskedIn = (path: string, before: JsonObject, after: JsonObject, patches: readonly JsonObject[]): string[] =>
	Object.keys(before).flatMap((name) => {
		const set = patches.filter((patch) => name in patch).map((patch) => patch[name]);
		const inner = set.filter(isObject);
		const here = `${path}${name}`;
		if (set.length === 0) return equal(before[name], after[name]) ? [] : [here];
		const [old, now] = [before[name], after[name]];
		if (inner.length < set.length || !isObject(old)) return [];
		return isObject(now) ? unaskedIn(`${here}.`, old, now, inner) : [here];
	});

/** The amounts that the total of an order is made of. */
const amountOf = (order: JsonObject): number => {
	const number = (value: Json | undefined) => Number(value ?? 0);
	const items = itemsOf(order).map(({ price, quantity }) => number(price) * number(quantity ?? 1));
	const discounts = (order['discount_list'] ?? []) as JsonObject[];
	const costs = ['shipping_total', 'handling_total', 'tax_total'].map((name) => number(order[name]));
	return [...items, ...costs, ...discounts.map(({ amount }) => -Math.abs(number(amount)))].reduce((a, b) => a + b, 0);
};

/** Whether the total changes by what the amounts change by, and not at all where they do not. */
const totalFollows = (fetched: JsonObject, sent: JsonObject): boolean => {
	const wanted = Number(fetched['order_total']) + amountOf(sent) - amountOf(fetched);
	return equal(fetched['order_total'], sent['order_total']) || Math.abs(Number(sent['order_total']) - wanted) < 0.001;
};

/**
 * What an update changes without having been asked to: a field that is blanked or differs, an item or a note that is lost,
 * a new item too many. Told from the bytes: the order as it was fetched, the order as it is sent, and the patches. Nothing
 * of the code under test takes part.
 */
export const unasked = (fetched: JsonObject, sent: JsonObject, patches: readonly OrderPatch[]): string[] => {
	const fields = patches.map((patch) => patch.fields);
	const kept = Object.fromEntries(
		Object.entries(fetched).filter(
			([name]) => ![...notSent, 'order_items', 'order_notes', 'order_total'].includes(name),
		),
	);
	const oldNotes = (fetched['order_notes'] ?? []) as Json[];
	const newNotes = (sent['order_notes'] ?? []) as Json[];
	const notesLost = oldNotes.some((note, place) => !equal(note, newNotes[place]));

	const deleted = patches.flatMap(({ deleteItems = [] }) => deleteItems);
	const isNamed = (item: JsonObject, name: string) => name === String(item['id']) || name === item['code'];
	const items = itemsOf(fetched).flatMap((item) => {
		if (deleted.some((name) => isNamed(item, name))) return [];
		const after = itemsOf(sent).find(({ id }) => String(id) === String(item['id']));
		if (!after) return [`order_items.${String(item['id'])}`];
		const changes = patches.flatMap(({ updateItems = [] }) => updateItems);
		const own = changes.filter((change) => isNamed(item, change.item)).map((change) => change.fields);
		return unaskedIn(`order_items.${String(item['id'])}.`, item, after, own);
	});
	const added = itemsOf(sent).filter(({ id }) => id === undefined).length;
	const wanted = patches.flatMap(({ addItems = [] }) => addItems).length;
	return [
		...unaskedIn('', kept, sent, fields),
		...(totalFollows(fetched, sent) ? [] : ['order_total']),
		...(notesLost ? ['order_notes'] : []),
		...items,
		...(added === wanted ? [] : ['order_items (new)']),
	];
};
