import { getOrder } from '../../../api/order/order';
import { orderPage } from '../../../api/order/search';
import { normaliseOrder } from '../../../api/records/normalise';
import type { Order } from '../../../api/records/types';
import type { JsonObject, Query } from '../../../api/types';
import { recordSearch } from '../properties/recordSearch';

/** What the user may have typed: an order number, an email address or a last name. */
const queriesFor = (typed: string): Query[] => {
	if (typed === '') return [{}];
	if (typed.includes('@')) return [{ email: typed }];
	if (/^\d+$/.test(typed)) return [{ source_id: typed }];
	return [{ customer_last_name: typed }, { source_id: typed }];
};

const nameOf = ({ customer, email }: Order): string =>
	[customer?.first_name, customer?.last_name].filter(Boolean).join(' ') || customer?.company || email || '';

const entryOf = (record: JsonObject) => {
	const order = normaliseOrder(record);
	const number = `#${order.source_id ?? order.id}`;
	const date = order.date_added?.slice(0, 10);
	return { name: [number, nameOf(order), date].filter(Boolean).join(' · '), value: order.id };
};

const searchOrders = recordSearch({
	find: async (client, typed, page) => {
		for (const query of queriesFor(typed)) {
			const { rows } = await orderPage(client, { ...query, ...page });
			if (rows.length > 0) return rows;
		}
		return [];
	},
	fetch: getOrder,
	entryOf,
});

export const orderMethods = { searchOrders };
