import type { StoreContext } from './context.cts';
import { nowText } from './context.cts';
import type { StoredOrder } from './records.cts';

type Notes = StoredOrder['order_notes'];

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
