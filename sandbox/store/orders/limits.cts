import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { nowText } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { Refusal } from '../refusal.cts';

type Notes = StoredOrder['order_notes'];
type Maps = Pick<StoredOrder, 'checkout_data' | 'order_metadata'>;

/** Characters that a map holds as JSON, and the note of a history entry, if at all limited (docs/order-desk.md 7.21). */
const MAP_LIMITS: Readonly<Record<keyof Maps, number>> = { checkout_data: 3_500, order_metadata: 2_000 };
const HISTORY_NOTE_LIMIT = 1_800;

/** A map without the entries from which on it is too long. */
function cutMap(map: JsonObject, limit: number): JsonObject {
	let kept: JsonObject = {};
	for (const entry of Object.entries(map)) {
		const longer = { ...kept, ...Object.fromEntries([entry]) };
		if (JSON.stringify(longer).length > limit) break;
		kept = longer;
	}
	return kept;
}

function limitedMap({ switches }: StoreContext, name: keyof Maps, map: JsonObject): JsonObject {
	const limit = MAP_LIMITS[name];
	if (switches.mapLimit === 'none' || JSON.stringify(map).length <= limit) return map;
	if (switches.mapLimit === 'refused') throw new Refusal(`${name} holds at most ${limit} characters.`);
	return cutMap(map, limit);
}

export const limitedMaps = (context: StoreContext, { checkout_data, order_metadata }: Maps): Maps => ({
	checkout_data: limitedMap(context, 'checkout_data', checkout_data),
	order_metadata: limitedMap(context, 'order_metadata', order_metadata),
});

export function limitedHistoryNote({ switches }: StoreContext, note: string): string {
	if (switches.mapLimit === 'none' || note.length <= HISTORY_NOTE_LIMIT) return note;
	if (switches.mapLimit === 'cut') return note.slice(0, HISTORY_NOTE_LIMIT);
	throw new Refusal(`note holds at most ${HISTORY_NOTE_LIMIT} characters.`);
}

/**
 * All notes of an order together hold 2,000 characters with their dates and names; more is lost (API reference, "Order
 * Note Properties"). A note without a date is dated now.
 */
export function cutNotes(context: StoreContext, notes: Notes): Notes {
	const limit = context.switches.noteLimit || Infinity;
	let left = limit;
	const kept: Notes = [];
	for (const note of notes) {
		const dated = { ...note, date_added: note.date_added || nowText(context) };
		left -= dated.date_added.length + dated.username.length;
		if (left <= 0) break;
		kept.push({ ...dated, content: dated.content.slice(0, left) });
		left -= dated.content.length;
	}
	return kept;
}
