import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import type { OrderDeskClient } from '../../api/client/client';
import { settle } from '../../api/errors';
import { findFolder, hasFolder } from '../../api/store';
import type { Folder, Store } from '../../api/store';
import type { StoreQuestion } from '../../api/storeCache';
import type { Json, JsonObject } from '../../api/types';
import { connectInEditor, storesInEditor } from '../connection/editorStores';
import { currentStore, knownStore } from '../connection/knownStore';
import { orShowError } from '../connection/orShowError';
import type { NodeStore } from '../connection/stores';

/** As the list is opened, it shows the folders as they are now; while the user types, those. */
const foldersOf = async (client: OrderDeskClient, filter = ''): Promise<Folder[]> =>
	(await (filter === '' ? currentStore(client) : knownStore(client))).folders;

/** Of so many stores the editor reads the folders, where the node works with more. */
const maxStoresRead = 20;

/** The names of the folders that any of several stores has: each has IDs of its own for them. Throws if none can tell. */
const namesIn = async (context: ILoadOptionsFunctions, stores: readonly NodeStore[]): Promise<string[]> => {
	const read = await Promise.all(
		stores.slice(0, maxStoresRead).map(async (store) => await settle(foldersOf(store.connect(context)))),
	);
	const failed = read.find(({ ok }) => !ok);
	if (failed && !failed.ok && !read.some(({ ok }) => ok)) throw failed.error;
	return [...new Set(read.flatMap((done) => (done.ok ? done.value.map(({ name }) => name) : [])))].sort();
};

const folderOptions = async (context: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> => {
	const stores = await storesInEditor(context);
	const [only] = stores;
	if (!only || stores.length > 1) return (await namesIn(context, stores)).map((name) => ({ name, value: name }));
	return (await foldersOf(only.connect(context))).map(({ id, name }) => ({ name, value: id }));
};

export async function getFolders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await orShowError(this, folderOptions(this));
}

export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const folders = await orShowError(
		this,
		connectInEditor(this).then(async (client) => await foldersOf(client, wanted)),
	);
	return {
		results: folders
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.map(({ id, name }) => ({ name, value: id })),
	};
}

/** Gives the store, as known or read, that answers a question. */
export type AskStore = (question: StoreQuestion) => Promise<Store>;

/** What a folder is given by. A name may consist of digits, as an ID does. */
export const givenBy = (folders: readonly Folder[], wanted: string): 'id' | 'name' =>
	hasFolder(folders, 'id', wanted) ? 'id' : 'name';

/**
 * The ids of folders that are given by name or id, in their sequence. Throws OrderDeskError 'input' when the store has no
 * such folder. No request where the folders read within the last minute have all of them.
 */
export const folderIdsOf = async (wanted: readonly string[], ask: AskStore): Promise<string[]> => {
	const store = await ask({
		isAnsweredBy: (folders) => wanted.every((folder) => hasFolder(folders, givenBy(folders, folder), folder)),
	});
	return wanted.map((folder) => findFolder(store, givenBy(store.folders, folder), folder).id);
};

/** The folders that an order tells the ID of, and the keys of their names. */
const folderKeys = {
	folder: { id: 'folder_id', name: 'folder_name' },
	previous_folder: { id: 'previous_folder_id', name: 'previous_folder_name' },
} as const;

type FolderField = keyof typeof folderKeys;

const textOf = (id: Json | undefined): string => String(id ?? '');

/**
 * Gives orders the names of these folders of theirs; an empty one where the store has no such folder. No request where
 * those read within the last minute have all of them.
 */
export const addFolderNames = async (
	orders: readonly JsonObject[],
	ask: AskStore,
	fields: readonly FolderField[] = ['folder'],
): Promise<void> => {
	const keys = fields.map((field) => folderKeys[field]);
	// A list may have 100,000 orders of a few folders: an ID is turned into a text once for all its orders.
	const ids = new Set<Json | undefined>();
	for (const { id } of keys) for (const order of orders) ids.add(order[id]);
	const folderIds = [...new Set([...ids].map(textOf))].filter((id) => id !== '');
	if (folderIds.length === 0) return;
	const { folders } = await ask({ folderIds });
	const names = new Map<Json | undefined, string>();
	for (const id of ids) {
		if (textOf(id) !== '') names.set(id, folders.find((folder) => folder.id === textOf(id))?.name ?? '');
	}
	for (const { id, name } of keys) {
		for (const order of orders) {
			const found = names.get(order[id]);
			if (found !== undefined) order[name] = found;
		}
	}
};
