import type { OrderDeskClient } from './client';
import { isObject } from './normalise';
import { eachPage } from './paging';
import type { JsonObject, Query } from './types';

/** The orders of one folder, page by page, as Order Desk sends them. 1 request per 500 orders. */
export const eachFolderPage = (
	client: OrderDeskClient,
	folderId: string,
	sort: Query,
): AsyncGenerator<JsonObject[], void, undefined> =>
	eachPage(
		async (page) => {
			const query: Query = { folder_id: folderId, ...sort, ...page };
			const { orders, limit } = await client.call('listOrders', { path: {}, query });
			const rows = (Array.isArray(orders) ? orders : []).filter(isObject);
			return { rows, limit: typeof limit === 'number' ? limit : undefined };
		},
		({ id }) => String(id),
	);

/** Whether an order lies in a folder, as the order itself says. */
export const liesIn = (order: JsonObject, folderId: string): boolean => String(order['folder_id']) === folderId;
