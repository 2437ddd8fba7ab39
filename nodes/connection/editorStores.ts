import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { OrderDeskClient } from '../../api/client/client';
import { problem } from '../../api/messages/message';
import { allStores } from '../../api/stores';
import { isObject } from '../../api/types';
import { operationMessages } from '../messages/operations';
import { orShowError } from './orShowError';
import { findNodeStore, storesOf } from './stores';
import type { NodeStore } from './stores';

/** The text under 'Store', as far as the editor knows it: not what an expression gives. */
const chosenText = (context: ILoadOptionsFunctions): string => {
	const chosen: unknown = context.getCurrentNodeParameter('storeId');
	const text = String((isObject(chosen) ? chosen['value'] : chosen) ?? '').trim();
	return text.startsWith('=') || text.includes(',') || text === allStores ? '' : text;
};

/** The stores whose records the editor may show: the chosen one, or all where none is chosen. */
export const storesInEditor = async (context: ILoadOptionsFunctions): Promise<NodeStore[]> => {
	const stores = await storesOf(context);
	const chosen = stores.length > 1 ? chosenText(context) : '';
	return chosen === '' ? stores : [findNodeStore(stores, chosen)];
};

/** A client for the one store whose records the editor shows. Throws OrderDeskError 'input' while none is chosen. */
export const connectInEditor = async (context: ILoadOptionsFunctions): Promise<OrderDeskClient> => {
	const [store, another] = await storesInEditor(context);
	if (store && !another) return store.connect(context);
	throw problem(operationMessages.chooseStoreFirst, {});
};

const search = (first: INodeListSearchResult['results']) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const stores = await orShowError(this, storesOf(this));
		const wanted = filter.trim().toLowerCase();
		const listed = stores.flatMap(({ details }) =>
			details ? [{ name: details.store_name, value: details.store_id }] : [],
		);
		return {
			results: [...first, ...listed].filter(
				({ name, value }) => name.toLowerCase().includes(wanted) || String(value) === wanted,
			),
		};
	};

/** The lists of the parameter 'Store'. */
export const storeSearches = {
	searchStores: search([]),
	searchStoresOrAll: search([{ name: 'All Stores', value: allStores }]),
};
