import type { OrderDeskClient } from './client/client';
import { answerMessages } from './messages/answers';
import { listed, problem } from './messages/message';
import { normalisedText } from './records/merge';
import { mapIn, readMap, unreadable } from './records/phpArrays';
import { isObject } from './types';
import type { Json, JsonObject } from './types';

/** Settings that must never reach an output: `/store` sends the API key and the mail server's password. */
const secret = /key|password|passwd|secret|token|credential|smtp_(username|headers)/i;

const cleaned = (value: Json): Json => {
	if (Array.isArray(value)) return value.map(cleaned);
	return isObject(value) ? withoutSecrets(value) : value;
};

/** At any depth, also in lists. */
export const withoutSecrets = (settings: JsonObject): JsonObject =>
	Object.fromEntries(
		Object.entries(settings)
			.filter(([name]) => !secret.test(name))
			.map(([name, value]) => [name, cleaned(value)]),
	);

/** The folder of an entry: ID and name, or a record with both. The key of a record is only its place. */
const folderOf = ([key, value]: [string, Json]): Folder => {
	const { id, name }: JsonObject = isObject(value) ? value : { id: key, name: value };
	const folder = { id: text(id).trim(), name: text(name) };
	if (folder.id !== '' && folder.name !== '') return folder;
	throw unreadable('folders');
};

/** The folders of a store, in either form. A store without any sends an empty list, and never leaves them out. */
const foldersIn = ({ folders = null }: JsonObject): Folder[] => {
	const entries = folders === null || folders === '' ? undefined : mapIn(folders);
	if (!entries) throw unreadable('folders');
	return Object.entries(entries).map(folderOf);
};

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The store's settings and folders, without secrets. Throws where its folders cannot be read. 1 request. */
export const getStore = async (client: OrderDeskClient): Promise<Store> => {
	const reply = await client.call('getStore', { path: {} });
	const store = readMap(reply, 'store');
	const settings = readMap(store, 'settings');
	return {
		id: text(store['id']),
		name: text(store['name']),
		timezone: text(settings['timezone']),
		folders: foldersIn(store),
		settings: withoutSecrets(settings),
	};
};

type FolderKey = 'id' | 'name';

/** Those with exactly this ID or name; where there are none, those whose name differs in capitals only. */
const foldersWith = (folders: readonly Folder[], by: FolderKey, wanted: string): Folder[] => {
	const exact = folders.filter((folder) => folder[by] === wanted.trim());
	if (exact.length > 0 || by === 'id') return exact;
	return folders.filter(({ name }) => normalisedText(name) === normalisedText(wanted));
};

/** Whether an ID or a name means one folder, and no other. */
export const hasFolder = (folders: readonly Folder[], by: FolderKey, wanted: string): boolean =>
	foldersWith(folders, by, wanted).length === 1;

/**
 * The folder with this ID or name. Capitals tell folders apart only where one has exactly this name. Throws
 * OrderDeskError 'input', which lists the store's folders.
 */
export const findFolder = (store: Store, by: FolderKey, wanted: string): Folder => {
	const found = foldersWith(store.folders, by, wanted);
	const [folder] = found;
	if (!folder || found.length > 1) {
		const folders = listed(store.folders.map(({ id, name }) => `${name} (${id})`));
		const { noSuchFolder, sharedFolderName } = answerMessages;
		throw found.length > 1
			? problem(sharedFolderName, { count: found.length, by, folder: wanted, folders })
			: problem(noSuchFolder, { by, folder: wanted, folders });
	}
	return folder;
};

export interface Folder {
	id: string;
	name: string;
}

/** `/store` without its secrets. */
export interface Store {
	id: string;
	name: string;
	/** IANA name, for example `America/Los_Angeles`. */
	timezone: string;
	folders: Folder[];
	settings: JsonObject;
}
