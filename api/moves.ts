import type { OrderDeskClient } from './client';
import { OrderDeskError } from './errors';
import { isObject } from './normalise';
import type { Folder } from './types';

/** The API names no cap; more ids than this are sent in several requests. */
const mostPerMove = 500;

export interface Moved {
	order_id: string;
	folder_id: string;
	folder_name: string;
	original_folder_id: string;
	message: string;
}

/**
 * Moves orders to one folder; the folder's rules run in Order Desk. One result per id, in order: Order Desk passes over
 * ids it does not know without a word, so an id that is missing in its answer is an error of that id alone.
 * 1 request per 500 orders.
 */
export const moveOrders = async (
	client: OrderDeskClient,
	orderIds: readonly string[],
	folder: Folder,
): Promise<Array<Moved | OrderDeskError>> => {
	const unique = [...new Set(orderIds)];
	const moved = new Map<string, Moved>();
	for (let start = 0; start < unique.length; start += mostPerMove) {
		const chunk = unique.slice(start, start + mostPerMove);
		const reply = await client.call('moveOrders', {
			path: {},
			body: { order_id_list: chunk.map(Number), destination_folder_id: Number(folder.id) },
		});
		for (const row of Array.isArray(reply['results']) ? reply['results'] : []) {
			if (!isObject(row) || row['status'] === 'error') continue;
			const id = String(row['order_id']);
			moved.set(id, {
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
			moved.get(id) ??
			new OrderDeskError('refused', `Order ${id} was not moved to '${folder.name}'`, {
				advice: 'Order Desk did not name it among the moved orders. Check that an order with this ID exists.',
			}),
	);
};
