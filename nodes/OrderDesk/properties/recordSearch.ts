import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import type { OrderDeskClient } from '../../../api/client/client';
import { settle } from '../../../api/errors';
import type { PageRequest } from '../../../api/lists/paging';
import type { JsonObject } from '../../../api/types';
import { connectInEditor } from '../../connection/editorStores';
import { orShowError } from '../../connection/orShowError';

const perPage = 50;

/** How the list of a locator finds records. */
interface RecordSearch {
	/** One page of the records that what the user has typed may mean. */
	find(client: OrderDeskClient, typed: string, page: PageRequest): Promise<JsonObject[]>;
	/** The record with this ID. Throws when there is none. */
	fetch(client: OrderDeskClient, id: string): Promise<JsonObject>;
	entryOf(record: JsonObject): INodePropertyOptions;
}

/** The list of a locator in which the user searches by typing. Digits that nothing else holds can be an ID. */
export const recordSearch = ({ find, fetch, entryOf }: RecordSearch) =>
	async function (this: ILoadOptionsFunctions, filter = '', paginationToken?: string): Promise<INodeListSearchResult> {
		const typed = filter.trim();
		const offset = Number(paginationToken ?? 0);
		const search = async (client: OrderDeskClient): Promise<INodeListSearchResult> => {
			const found = await find(client, typed, { limit: perPage, offset });
			if (found.length > 0 || offset > 0 || !/^\d+$/.test(typed)) {
				const more = found.length === perPage && { paginationToken: String(offset + perPage) };
				return { results: found.map((record) => entryOf(record)), ...more };
			}
			const byId = await settle(fetch(client, typed));
			return { results: byId.ok ? [entryOf(byId.value)] : [] };
		};
		return await orShowError(this, connectInEditor(this).then(search));
	};
