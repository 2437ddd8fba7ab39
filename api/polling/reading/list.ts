import type { OrderDeskClient } from '../../client/client';
import { inventoryPage } from '../../inventoryItem/search';
import type { Page } from '../../lists/paging';
import { answerMessages } from '../../messages/answers';
import { problem } from '../../messages/message';
import { orderPage } from '../../order/search';
import { inventoryItemFields, orderFields } from '../../records/fields';
import type { FieldTable } from '../../records/fields';
import type { JsonObject, Query } from '../../types';
import { secondsOf } from './change';

/** The sequence that is asked for: newest change first, or by id. */
export type Sorting = 'lastChanged' | 'firstId' | 'lastId';

/** A list of records that can be searched by the date of their last change. */
export interface List {
	readonly fields: FieldTable;
	/** Whether Order Desk sorts it on request. Otherwise it has a sequence of its own. */
	readonly sortable: boolean;
	/** The query for the records changed since `text`, a date in Order Desk's form; for all records without it. */
	query(text: string | undefined, sorting: Sorting): Query;
	/** 1 request. */
	page(client: OrderDeskClient, query: Query): Promise<Page<JsonObject>>;
}

const sortings: Readonly<Record<Sorting, Query>> = {
	lastChanged: { order_by: 'date_updated', order: 'DESC' },
	firstId: { order_by: 'id', order: 'ASC' },
	lastId: { order_by: 'id', order: 'DESC' },
};

export const orderList: List = {
	fields: orderFields,
	sortable: true,
	query: (text, sorting) => ({ ...(text !== undefined && { modified_start_date: text }), ...sortings[sorting] }),
	page: orderPage,
};

/**
 * Make's module calls the filter "Updated Start Date"; no document gives its name. A store that ignores it sends all
 * items.
 */
export const inventoryList: List = {
	fields: inventoryItemFields,
	sortable: false,
	query: (text) => (text === undefined ? {} : { updated_start_date: text }),
	page: inventoryPage,
};

/** Order Desk's clock, in whole seconds since 1970. 1 request where its answers have no `Date` header. */
export const serverSeconds = async (client: OrderDeskClient): Promise<number> => {
	if (client.serverDate === undefined) {
		const { current_date_time: now } = await client.call('test', { path: {} });
		const seconds = secondsOf(now);
		if (seconds === 0) throw problem(answerMessages.withoutTime, {});
		return seconds;
	}
	return client.serverDate / 1000;
};
