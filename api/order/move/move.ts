import type { OrderDeskClient } from '../../client/client';
import type { Shareable } from '../../client/sharedRequests';
import { isOrderDeskError, orRefusal } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import type { Folder } from '../../store';
import { callBatch, sendRows } from '../../writing/batch';
import type { BatchReply } from '../../writing/batch';
import { inChunks } from '../../writing/chunks';
import { exclusivelyAll } from '../../writing/locks';
import { shareableBatch } from '../../writing/sharedBatch';
import { orderLock } from '../order';
import { MoveLook, maybeMoved } from './findMoved';
import type { MoveDetails } from './findMoved';
import { ordersOutsideFolder } from './onlyIfIn';
import type { LeftInPlace } from './onlyIfIn';

const maxPerMove = 500;

export interface Moved extends MoveDetails {
	order_id: string;
	folder_id: string;
	folder_name: string;
}

export type MoveResult = Moved | LeftInPlace | OrderDeskError;

const notMoved = (orderId: string, folder: Folder, said: string): OrderDeskError =>
	said
		? problem(orderMessages.moveRefused, { orderId, folder: folder.name, said })
		: problem(orderMessages.notMoved, { orderId, folder: folder.name });

/** Whether a row says that its order was not moved; the name of a folder may say anything. */
const saysNo = (said: string, { name }: Folder): boolean =>
	/\bnot (found|moved)\b|\b(does not exist|could not|cannot|unable|invalid)\b/i.test(said.split(name).join(''));

/** Order Desk skips ids it does not know, silently or with a row that says so: such an order was refused. */
const read = (
	{ results, message, refused }: BatchReply,
	orderIds: readonly string[],
	folder: Folder,
): Array<MoveDetails | OrderDeskError> => {
	if (!results) {
		const all = Number.parseInt(message, 10) === orderIds.length;
		return orderIds.map((id) => (all ? { original_folder_id: '', message } : maybeMoved(id, folder)));
	}
	const rows = new Map(results.map((row) => [String(row['order_id']), row]));
	return orderIds.map((id) => {
		const { original_folder_id: original = '', message: said = '', status } = rows.get(id) ?? {};
		if (status === 'error' || saysNo(String(said), folder)) return notMoved(id, folder, String(said));
		if (status === 'success' || (rows.has(id) && !refused)) {
			return { original_folder_id: String(original), message: String(said) };
		}
		return refused ? maybeMoved(id, folder) : notMoved(id, folder, '');
	});
};

const bodyFor = (folder: Folder) => (orderIds: readonly string[]) => ({
	order_id_list: orderIds.map(Number),
	destination_folder_id: Number(folder.id),
});

/** How orders go to a folder together with those that other executions move there. */
const shareableMove = (ids: readonly string[], folder: Folder): Shareable =>
	shareableBatch<string, MoveDetails>({
		endpoint: 'moveOrders',
		inCommon: folder.id,
		rows: ids,
		maxRows: maxPerMove,
		bodyOf: bodyFor(folder),
		read: (reply, all) => read(reply, all, folder),
		answerOf: (_own, { results, message }) => ({
			status: 'success',
			...(results
				? { message, results: results.filter((row) => ids.includes(String(row['order_id']))) }
				: { message: `${ids.length} Orders Moved` }),
		}),
	});

const send = async (client: OrderDeskClient, orderIds: readonly string[], folder: Folder) => {
	const moveLook = new MoveLook(client, folder, orderIds);
	const shareable = shareableMove(orderIds, folder);
	const results = await orRefusal(
		sendRows(orderIds, {
			bodyOf: bodyFor(folder),
			send: async (body, reconcile) => await callBatch(client, 'moveOrders', body, { reconcile, shareable }),
			read: (reply, ids) => read(reply, ids, folder),
			look: async (ids, lost, isLast) => await moveLook.look(ids, lost, isLast),
		}),
	);
	moveLook.remember(results);
	if (isOrderDeskError(results)) throw results;
	return results;
};

/**
 * Moves orders to one folder; the folder's rules run in Order Desk. One result per id, in their sequence. With
 * `onlyIfIn`, an order that lies in another folder stays there; this is checked for each request right before it is
 * sent. After a lost answer each order is looked at before it is sent again, so that an order that a rule has moved on
 * is not brought back; an order for which this cannot be told is *uncertain*. Moves and updates of one order in this
 * process run one after the other. 1 request per 500 orders, and with `onlyIfIn` those of ordersOutsideFolder.
 */
export const moveOrders = async (
	client: OrderDeskClient,
	orderIds: readonly string[],
	folder: Folder,
	onlyIfIn?: Folder,
): Promise<MoveResult[]> => {
	const outcomes = new Map<string, MoveResult>();
	const move = async (chunk: readonly string[]): Promise<void> => {
		const staying = onlyIfIn
			? await ordersOutsideFolder(client, onlyIfIn.id, chunk)
			: new Map<string, LeftInPlace | OrderDeskError>();
		for (const [id, outcome] of staying) outcomes.set(id, outcome);
		const going = chunk.filter((id) => !staying.has(id));
		// When a chunk that was too large is halved, an order that stayed before may have come into the folder.
		for (const id of going) outcomes.delete(id);
		if (going.length === 0) return;
		for (const [id, result] of await send(client, going, folder)) {
			const moved = { order_id: id, folder_id: folder.id, folder_name: folder.name };
			outcomes.set(id, isOrderDeskError(result) ? result : { ...moved, ...result });
		}
	};
	const chunks = await inChunks([...new Set(orderIds)], maxPerMove, async (chunk) => {
		const locks = chunk.map((id) => orderLock(client, id));
		await exclusivelyAll(locks, async () => await move(chunk));
	});
	for (const { rows, reply } of chunks) {
		if (isOrderDeskError(reply)) for (const id of rows) if (!outcomes.has(id)) outcomes.set(id, reply);
	}
	return orderIds.map((id) => outcomes.get(id) as MoveResult);
};
