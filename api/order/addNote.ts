import type { OrderDeskClient } from '../client/client';
import type { Reconcile } from '../client/lostWrite';
import { isOrderDeskError, orRefusal } from '../errors';
import { cannotTell } from '../messages/message';
import type { Json, JsonObject } from '../types';
import { exclusively } from '../writing/locks';
import { OwnWrites } from '../writing/ownWrites';
import type { OwnWrite } from '../writing/ownWrites';
import { EqualWrites } from '../writing/recentWrites';
import { hasNew, mayBeRewritten } from '../writing/rewritten';
import { getOrder, historyOf, orderIn } from './order';

export interface Note {
	note: string;
	/** Who wrote it, as the history shows it. */
	source_name?: string;
}

const text = (value: Json | undefined): string => String(value).trim();

const isEqual = (line: JsonObject, { note, source_name: source }: Note): boolean =>
	text(line['note']) === text(note) &&
	// Order Desk writes a source of its own if none is sent.
	(!source?.trim() || text(line['source_name']) === text(source));

/** The notes that this process adds, by order. */
const ownNotes = new OwnWrites<Note>();

/** The order and the lines of its history. 1 request. */
const withHistory = async (
	client: OrderDeskClient,
	orderId: string,
): Promise<{ order: JsonObject; lines: JsonObject[] }> => {
	const order = await getOrder(client, orderId, true);
	const lines = historyOf(order);
	if (!lines) throw cannotTell('Order Desk did not send the history');
	return { order, lines };
};

/**
 * Adds a line to the order's history. After a lost answer the history is read: the note has arrived if there is one
 * more line with this text than this process has added before, none older than the first of them. A new line that Order
 * Desk may have made of it, cut or escaped, makes it *uncertain*. 1 request.
 */
export const addNote = async (client: OrderDeskClient, orderId: string, note: Note): Promise<JsonObject> => {
	const name = `note ${orderId} ${note.source_name ?? ''} ${text(note.note)}`;
	const send = async (others: () => ReadonlyArray<OwnWrite<Note>>): Promise<JsonObject> => {
		const writes = new EqualWrites(client, name);
		const reconcile: Reconcile = async ({ earliestServerTime }) => {
			const { order, lines } = await withHistory(client, orderId);
			const equal = lines.filter((line) => isEqual(line, note));
			const ours = await writes.arrived(equal, 1, earliestServerTime);
			if (ours.length > 0) return { arrived: { status: 'success', order } };
			const similar = lines.filter(
				(line) =>
					!equal.includes(line) &&
					mayBeRewritten(line['note'], note.note) &&
					!others().some(({ what }) => isEqual(line, what)),
			);
			if (await hasNew(similar, earliestServerTime)) throw cannotTell('The history has a new line like it');
			return undefined;
		};
		const sent = await orRefusal(client.call('addNote', { path: { orderId }, body: note, reconcile }));
		writes.addResult(sent);
		if (isOrderDeskError(sent)) throw sent;
		return orderIn(sent, orderId) ?? { id: orderId };
	};
	return await exclusively(
		`${client.storeKey} ${name}`,
		async () => await ownNotes.during(client, `note ${orderId}`, note, send),
	);
};

/** Order Desk keeps at most some 1,800 characters of a note. A line of so many was cut if the note begins with it. */
const shortestCut = 1_000;

const isCut = (line: JsonObject, { note }: Note): boolean => {
	const kept = text(line['note']);
	return kept.length >= shortestCut && text(note).startsWith(kept);
};

/**
 * Adds a line to the order's history unless it has one with this text from this source, whoever wrote it. Of equal
 * notes that this process adds at once, one is written; another process may add its own between our reading and
 * writing. 1 or 2 requests.
 */
export const addNoteIfAbsent = async (
	client: OrderDeskClient,
	orderId: string,
	note: Note,
): Promise<{ order: JsonObject; existed: boolean }> =>
	await exclusively(`${client.storeKey} absent note ${orderId} ${text(note.note)}`, async () => {
		const { order, lines } = await withHistory(client, orderId);
		const isThere = lines.some((line) => isEqual(isCut(line, note) ? { ...line, note: note.note } : line, note));
		return isThere ? { order, existed: true } : { order: await addNote(client, orderId, note), existed: false };
	});
