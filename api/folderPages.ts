import type { OrderDeskClient } from './client';
import { eachPage } from './paging';
import { orderPage } from './search';
import type { JsonObject, Query } from './types';
import { idOf } from './wholeList';

/** The orders of one folder, page by page, as Order Desk sends them. 1 request per 500 orders. */
export const eachFolderPage = (
	client: OrderDeskClient,
	folderId: string,
	sort: Query,
): AsyncGenerator<JsonObject[], void, undefined> =>
	eachPage(async (page) => await orderPage(client, { folder_id: folderId, ...sort, ...page }), idOf);

/** Whether an order lies in a folder, as the order itself says. */
export const liesIn = (order: JsonObject, folderId: string): boolean => String(order['folder_id']) === folderId;
