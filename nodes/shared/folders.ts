import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { findFolder, getStore } from '../../api/store';
import type { Store } from '../../api/store';
import { connect } from '../connection/connect';
import { orShowError } from '../connection/orShowError';

const storeOf = async (context: ILoadOptionsFunctions): Promise<Store> =>
	await orShowError(context, connect(context).then(getStore));

export async function getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { folders } = await storeOf(this);
	return folders.map(({ id, name }) => ({ name, value: id }));
}

export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const { folders } = await storeOf(this);
	return {
		results: folders
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.map(({ id, name }) => ({ name, value: id })),
	};
}

/** The ids of folders that are given by name or id, in their sequence. Throws when the store has no such folder. */
export const folderIdsIn = (store: Store, wanted: readonly string[]): string[] =>
	wanted.map((folder) => findFolder(store, store.folders.some(({ id }) => id === folder) ? 'id' : 'name', folder).id);
