import type { OrderDeskClient } from '../../client/client';
import { OrderDeskError, asOrderDeskError, settle } from '../../errors';
import type { Folder } from '../../store';
import { callBatch, fatesOf, sendRows } from '../../writing/batch';
import type { BatchReply, Fate, Fates } from '../../writing/batch';
import { inChunks } from '../../writing/chunks';
import { exclusivelyAll } from '../../writing/locks';
import { orderLock } from '../order';
import { MoveLook } from './findMoved';
import type { Arrival } from './findMoved';
import { notIn } from './onlyIfIn';
import type { Stayed } from './onlyIfIn';

const mostPerMove = 500;

export interface Moved extends Arrival {
	order_id: string;
	folder_id: string;
	folder_name: string;
}

export type MoveResult = Moved | Stayed | OrderDeskError;

/** Order Desk passes over ids it does not know without a word: such an order was refused. */
const read = ({ results, message, refused }: BatchReply, ids: readonly string[]): Fates<string, Arrival> => {
	if (!results) {
		const all = Number.parseInt(message, 10) === ids.length;
		return fatesOf(ids, () => (all ? { is: 'done', as: { original_folder_id: '', message } } : { is: 'untold' }));
	}
	const rows = new Map(results.map((row) => [String(row['order_id']), row]));
	return fatesOf(ids, (id) => {
		const { original_folder_id: original = '', message: said = '', status } = rows.get(id) ?? {};
		if (status === 'error') return { is: 'refused', message: String(said) };
		if (status === 'success' || (rows.has(id) && !refused)) {
			return { is: 'done', as: { original_folder_id: String(original), message: String(said) } };
		}
		return refused ? { is: 'untold' } : { is: 'refused', message: '' };
	});
};

const outcomeOf = (orderId: string, fate: Fate<Arrival>, folder: Folder): Moved | OrderDeskError => {
	switch (fate.is) {
		case 'done':
			return { order_id: orderId, folder_id: folder.id, folder_name: folder.name, ...fate.as };
		case 'failed':
			return asOrderDeskError(fate.error);
		case 'refused':
			return new OrderDeskError('refused', `Order ${orderId} was not moved to '${folder.name}'`, {
				advice: fate.message
					? `Order Desk said: ${fate.message}`
					: 'Order Desk did not name it among the moved orders. Check that an order with this ID exists.',
			});
		default:
			return new OrderDeskError(
				'uncertain',
				`Order Desk did not say whether it moved order ${orderId} to '${folder.name}'`,
				{ advice: 'Look at the history of the order in Order Desk before you run this again.' },
			);
	}
};

/**
 * Moves orders to one folder; the folder's rules run in Order Desk. One result per id, in their sequence. With `onlyIn`,
 * an order that lies in another folder stays there; this is checked for each request right before it is sent. After a
 * lost answer each order is looked at before it is sent again, so that none is brought back that a rule has moved on; one
 * that cannot be told ends as *uncertain*. Moves and updates of one order in this process take their turns. 1 request per 500 orders, and with `onlyIn` what moveGuard.ts says.
 */
export const moveOrders = async (
	client: OrderDeskClient,
	orderIds: readonly string[],
	folder: Folder,
	onlyIn?: Folder,
): Promise<MoveResult[]> => {
	const outcomes = new Map<string, MoveResult>();
	const move = async (chunk: readonly string[]): Promise<void> => {
		const staying = onlyIn ? await notIn(client, onlyIn.id, chunk) : new Map<string, Stayed | OrderDeskError>();
		for (const [id, outcome] of staying) outcomes.set(id, outcome);
		const going = chunk.filter((id) => !staying.has(id));
		// In a chunk that was too large and is sent in halves, one may go that stayed before.
		for (const id of going) outcomes.delete(id);
		const look = new MoveLook(client, folder, going);
		const fates = await settle(
			sendRows(going, look, async (ids, reconcile) => {
				const body = { order_id_list: ids.map(Number), destination_folder_id: Number(folder.id) };
				return read(await callBatch(client, 'moveOrders', body, reconcile), ids);
			}),
		);
		look.remember(fates);
		if (!fates.ok) throw fates.error;
		for (const [id, fate] of fates.value) outcomes.set(id, outcomeOf(id, fate, folder));
	};
	const sent = await inChunks([...new Set(orderIds)], mostPerMove, async (chunk) => {
		const locks = chunk.map((id) => orderLock(client, id));
		await exclusivelyAll(locks, async () => await move(chunk));
	});
	for (const { chunk, outcome } of sent) {
		if (outcome.ok) continue;
		const error = asOrderDeskError(outcome.error);
		for (const id of chunk) if (!outcomes.has(id)) outcomes.set(id, error);
	}
	return orderIds.map((id) => outcomes.get(id) as MoveResult);
};
