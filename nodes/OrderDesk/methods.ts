import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { normaliseOrder } from '../../api/records/normalise';
import type { Order } from '../../api/records/types';
import { isObject } from '../../api/types';
import type { Query } from '../../api/types';
import { connect } from '../connection/connect';
import { orShowError } from '../connection/orShowError';
import { getFolders, searchFolders } from '../shared/folders';
import { inventoryItemMethods } from './inventoryItem/methods';
import { orderItemMethods } from './orderItem/methods';
import { openLists } from './properties/openList';
import { shipmentMethods } from './shipment/methods';

const perPage = 50;

/** What the user typed into the order list: a number, an email address or a last name. */
const queriesFor = (typed: string): Query[] => {
	if (typed === '') return [{}];
	if (typed.includes('@')) return [{ email: typed }];
	if (/^\d+$/.test(typed)) return [{ source_id: typed }];
	return [{ customer_last_name: typed }, { source_id: typed }];
};

const nameOf = (order: Order): string =>
	[order.customer?.first_name, order.customer?.last_name].filter(Boolean).join(' ') ||
	order.customer?.company ||
	order.email ||
	'';

const entryOf = (order: Order) => ({
	name: [`#${order.source_id ?? order.id}`, nameOf(order), order.date_added?.slice(0, 10)].filter(Boolean).join(' · '),
	value: order.id,
});

async function searchOrders(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const typed = filter.trim();
	const offset = Number(paginationToken ?? 0);
	return await orShowError(
		this,
		connect(this).then(async (client) => {
			for (const query of queriesFor(typed)) {
				const reply = await client.call('listOrders', { path: {}, query: { ...query, limit: perPage, offset } });
				const orders = (Array.isArray(reply['orders']) ? reply['orders'] : []).filter(isObject).map(normaliseOrder);
				if (orders.length > 0) {
					return {
						results: orders.map(entryOf),
						...(orders.length === perPage && { paginationToken: String(offset + perPage) }),
					};
				}
			}
			// Digits are a source id first; Order Desk's own id is the other thing they can be.
			if (!/^\d+$/.test(typed) || offset > 0) return { results: [] };
			const byId = await settle(client.call('getOrder', { path: { orderId: typed } }));
			return {
				results: byId.ok && isObject(byId.value['order']) ? [entryOf(normaliseOrder(byId.value['order']))] : [],
			};
		}),
	);
}

export const methods = {
	listSearch: {
		...openLists,
		searchOrders,
		searchFolders,
		...orderItemMethods,
		...shipmentMethods,
		...inventoryItemMethods,
	},
	loadOptions: { getFolders },
};
