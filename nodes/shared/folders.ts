import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { findFolder, hasFolder } from '../../api/store';
import type { Folder, Store } from '../../api/store';
import type { StoreQuestion } from '../../api/storeCache';
import type { JsonObject } from '../../api/types';
import { connect } from '../connection/connect';
import { currentStore, knownStore } from '../connection/knownStore';
import { orShowError } from '../connection/orShowError';

/** As the list is opened, it shows the folders as they are now; while the user types, those. */
const storeOf = async (context: ILoadOptionsFunctions, filter = ''): Promise<Store> =>
	await orShowError(
		context,
		connect(context).then(async (client) => await (filter === '' ? currentStore(client) : knownStore(client))),
	);

export async function getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { folders } = await storeOf(this);
	return folders.map(({ id, name }) => ({ name, value: id }));
}

export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const { folders } = await storeOf(this, wanted);
	return {
		results: folders
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.map(({ id, name }) => ({ name, value: id })),
	};
}

/** Gives the store, as known or read, that answers a question. */
export type AskStore = (question: StoreQuestion) => Promise<Store>;

/** What a folder is given by. A name may consist of digits, as an ID does. */
export const keyOf = (folders: readonly Folder[], wanted: string): 'id' | 'name' =>
	hasFolder(folders, 'id', wanted) ? 'id' : 'name';

/**
 * The ids of folders that are given by name or id, in their sequence. Throws OrderDeskError 'input' when the store has no
 * such folder. No request where the folders read within the last minute have all of them.
 */
export const folderIdsOf = async (wanted: readonly string[], ask: AskStore): Promise<string[]> => {
	const store = await ask({
		isAnsweredBy: (folders) => wanted.every((folder) => hasFolder(folders, keyOf(folders, folder), folder)),
	});
	return wanted.map((folder) => findFolder(store, keyOf(store.folders, folder), folder).id);
};

/** A folder that an order tells the ID of: `folder_id` gets `folder_name` beside it. */
type FolderField = 'folder' | 'previous_folder';

const folderIdIn = (order: JsonObject, field: FolderField): string => String(order[`${field}_id`] ?? '');

/**
 * Gives orders the names of these folders of theirs; an empty one where the store has no such folder. No request where
 * those read within the last minute have all of them.
 */
export const addFolderNames = async (
	orders: readonly JsonObject[],
	ask: AskStore,
	fields: readonly FolderField[] = ['folder'],
): Promise<void> => {
	const told = orders.flatMap((order) =>
		fields.map((field) => ({ order, field, id: folderIdIn(order, field) })).filter(({ id }) => id !== ''),
	);
	if (told.length === 0) return;
	const { folders } = await ask({ folderIds: [...new Set(told.map(({ id }) => id))] });
	const names = new Map(folders.map(({ id, name }) => [id, name]));
	for (const { order, field, id } of told) order[`${field}_name`] = names.get(id) ?? '';
};
