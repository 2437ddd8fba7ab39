import { inChunks } from './chunks';
import type { OrderDeskClient } from './client';
import { OrderDeskError } from './errors';
import { isObject } from './normalise';
import type { Folder, JsonObject } from './types';

const mostPerMove = 500;

export interface Moved {
	order_id: string;
	folder_id: string;
	folder_name: string;
	original_folder_id: string;
	message: string;
}

const movedRows = (reply: JsonObject): JsonObject[] =>
	(Array.isArray(reply['results']) ? reply['results'] : []).filter(isObject).filter((row) => row['status'] !== 'error');

/**
 * Moves orders to one folder; the folder's rules run in Order Desk. One result per id, in order: Order Desk passes over
 * ids it does not know without a word, so an id that is missing in its answer has failed, and it alone.
 * 1 request per 500 orders.
 */
export const moveOrders = async (
	client: OrderDeskClient,
	orderIds: readonly string[],
	folder: Folder,
): Promise<Array<Moved | OrderDeskError>> => {
	const outcomes = new Map<string, Moved | OrderDeskError>();
	const sent = await inChunks(
		[...new Set(orderIds)],
		mostPerMove,
		async (chunk) =>
			await client.call('moveOrders', {
				path: {},
				body: { order_id_list: chunk.map(Number), destination_folder_id: Number(folder.id) },
			}),
	);
	for (const { chunk, outcome } of sent) {
		if (!outcome.ok) {
			if (!(outcome.error instanceof OrderDeskError)) throw outcome.error;
			for (const id of chunk) outcomes.set(id, outcome.error);
			continue;
		}
		for (const row of movedRows(outcome.value)) {
			const id = String(row['order_id']);
			outcomes.set(id, {
				order_id: id,
				folder_id: folder.id,
				folder_name: folder.name,
				original_folder_id: String(row['original_folder_id'] ?? ''),
				message: String(row['message'] ?? ''),
			});
		}
	}
	return orderIds.map(
		(id) =>
			outcomes.get(id) ??
			new OrderDeskError('refused', `Order ${id} was not moved to '${folder.name}'`, {
				advice: 'Order Desk did not name it among the moved orders. Check that an order with this ID exists.',
			}),
	);
};
