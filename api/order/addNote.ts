import type { OrderDeskClient } from '../client/client';
import { OrderDeskError, isOrderDeskError, orRefusal } from '../errors';
import { isObject } from '../types';
import type { Json, JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { EqualWrites } from '../writing/recentWrites';
import { getOrder, orderIn } from './order';

export interface Note {
	note: string;
	/** Who wrote it, as the history shows it. */
	source_name?: string;
}

const text = (value: Json | undefined): string => String(value).trim();

/** The lines of the history that say what `note` says. Undefined when Order Desk has sent no history. */
const equalLines = (order: JsonObject | undefined, { note, source_name: source }: Note): JsonObject[] | undefined => {
	const history = order?.['order_history'];
	return Array.isArray(history)
		? history
				.filter(isObject)
				.filter((line) => text(line['note']) === text(note))
				// Order Desk writes a source of its own if none is sent.
				.filter((line) => !source?.trim() || text(line['source_name']) === text(source))
		: undefined;
};

/**
 * Adds a line to the order's history. After a lost answer the history is read: the note has arrived if there is one more
 * line with this text than this process has added before, none older than the first of them. 1 request.
 */
export const addNote = async (client: OrderDeskClient, orderId: string, note: Note): Promise<JsonObject> => {
	const name = `note ${orderId} ${note.source_name ?? ''} ${text(note.note)}`;
	return await exclusively(`${client.storeKey} ${name}`, async () => {
		const writes = new EqualWrites(client, name);
		const sent = await orRefusal(
			client.call('addNote', {
				path: { orderId },
				body: note,
				reconcile: async ({ serverTimeAt }) => {
					const order = await getOrder(client, orderId, true);
					const lines = equalLines(order, note);
					if (!lines) throw new OrderDeskError('unknown', 'Order Desk did not send the history');
					const ours = await writes.arrived(lines, 1, serverTimeAt);
					return ours.length > 0 ? { arrived: { status: 'success', order } } : undefined;
				},
			}),
		);
		writes.addResult(sent);
		if (isOrderDeskError(sent)) throw sent;
		return orderIn(sent) ?? { id: orderId };
	});
};
