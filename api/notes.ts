import type { OrderDeskClient } from './client';
import { parseUtc } from './dates';
import { OrderDeskError } from './errors';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { getOrder, orderIn } from './orders';
import type { Json, JsonObject } from './types';

export interface Note {
	note: string;
	/** Who wrote it, as the history shows it. */
	source_name?: string;
}

const text = (value: Json | undefined): string => String(value ?? '').trim();

/** The lines of the history that say what `note` says. Undefined when Order Desk has sent no history. */
const equalLines = (order: JsonObject | undefined, { note, source_name: source }: Note): JsonObject[] | undefined => {
	const history = order?.['order_history'];
	return Array.isArray(history)
		? history
				.filter(isObject)
				.filter((line) => text(line['note']) === text(note))
				.filter((line) => source === undefined || text(line['source_name']) === text(source))
		: undefined;
};

/**
 * Adds a line to the order's history. After a lost answer the history is read. A line with this text is ours when there
 * is one more than after the last one of this run, or, for the first of this run, when it is as young as the request by
 * Order Desk's own clock. 1 request.
 */
export const addNote = async (client: OrderDeskClient, orderId: string, note: Note): Promise<JsonObject> => {
	const key = `note ${orderId} ${note.source_name ?? ''} ${note.note}`;
	return await exclusively(`${client.storeKey} ${key}`, async () => {
		const known = client.counted.get(key);
		const reply = await client.call('addNote', {
			path: { orderId },
			body: note,
			reconcile: async ({ since }) => {
				const order = await getOrder(client, orderId, true);
				const lines = equalLines(order, note);
				if (!lines) throw new OrderDeskError('unknown', 'Order Desk did not send the history');
				if (lines.length <= (known ?? 0)) return undefined;
				if (known !== undefined) return { status: 'success', order };
				const youngest = await since();
				const isYoung = lines.some((line) => parseUtc(text(line['date_added'])) >= youngest);
				return isYoung ? { status: 'success', order } : undefined;
			},
		});
		const order = orderIn(reply);
		const lines = equalLines(order, note);
		if (lines) client.counted.set(key, lines.length);
		return order ?? { id: orderId };
	});
};
