import type { OrderDeskClient } from '../../client/client';
import { isOrderDeskError, orRefusal } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { getOrder } from '../order';
import { eachFolderPage, liesIn } from '../search';

/** An order that was left in place, since it lies in another folder than it should. */
export interface LeftInPlace {
	order_id: string;
	/** Where it lies. */
	folder_id: string;
}

/**
 * The orders that the list of a folder shows. The list is read as long as that is cheaper than asking for each order.
 */
const seenIn = async (client: OrderDeskClient, folderId: string, ids: readonly string[]): Promise<Set<string>> => {
	const seen = new Set<string>();
	let pages = 0;
	for await (const page of eachFolderPage(client, folderId, { order_by: 'id', order: 'DESC' })) {
		for (const order of page) if (liesIn(order, folderId)) seen.add(String(order['id']));
		const missing = ids.filter((id) => !seen.has(id));
		if (++pages >= missing.length) break;
	}
	return seen;
};

/** Why an order is not to be moved, if there is a reason. */
const reasonToSkip = async (
	client: OrderDeskClient,
	folderId: string,
	orderId: string,
): Promise<LeftInPlace | OrderDeskError | undefined> => {
	const order = await orRefusal(getOrder(client, orderId));
	if (isOrderDeskError(order)) return order;
	return liesIn(order, folderId) ? undefined : { order_id: orderId, folder_id: String(order['folder_id']) };
};

/**
 * The orders that must not be moved, since they are not in a folder or cannot be read. 1 request per 500 orders of the
 * folder, and 1 for each order that its list does not show; 1 in all for a single order.
 */
export const ordersOutsideFolder = async (
	client: OrderDeskClient,
	folderId: string,
	ids: readonly string[],
): Promise<Map<string, LeftInPlace | OrderDeskError>> => {
	const seen = ids.length > 1 ? await orRefusal(seenIn(client, folderId, ids)) : new Set<string>();
	if (isOrderDeskError(seen)) return new Map(ids.map((id) => [id, seen]));
	const others = ids.filter((id) => !seen.has(id));
	const skipped = new Map<string, LeftInPlace | OrderDeskError>();
	const check = async (id: string) => {
		const reason = await reasonToSkip(client, folderId, id);
		if (reason) skipped.set(id, reason);
	};
	await Promise.all(others.map(check));
	return skipped;
};
