import { NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { OrderDeskClient } from '../../api/client/client';
import type { Watched } from '../../api/polling/event';
import type { PollEventName } from '../../api/polling/events';
import { findFolder, getStore } from '../../api/store';
import { isObject } from '../../api/types';
import type { JsonObject } from '../../api/types';
import { dateTimeOf } from '../shared/dateTime';
import { shapeOf } from '../shared/output';
import type { Shape } from '../shared/output';
import { isWatched } from './events';

/** What the user has chosen. */
export interface Settings {
	event: PollEventName;
	/** Names or ids. */
	toFolders: string[];
	folders: string[];
	sourceNames: string[];
	locations: string[];
	updateSourceNot: string[];
	threshold: number;
	/** Seconds. */
	startAt: number | undefined;
	lookback: number;
	shape: Shape;
}

/** A list from the editor or from an expression: an array, or one text with commas. */
const listOf = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value ?? '').split(','))
		.map((entry) => String(entry).trim())
		.filter((entry) => entry !== '');

/** Throws NodeOperationError that names the parameter. Sends nothing. */
export const readSettings = (context: IPollFunctions): Settings => {
	const refuse = (message: string, description: string): never => {
		throw new NodeOperationError(context.getNode(), message, { description });
	};
	const collection = (label: string): JsonObject => {
		const value = context.getNodeParameter(label.toLowerCase(), {});
		return isObject(value)
			? value
			: refuse(`The parameter '${label}' is not an object: ${String(value)}`, `Correct '${label}'.`);
	};
	const numberOf = (label: string, value: unknown): number => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		return typeof number === 'number' && Number.isFinite(number)
			? number
			: refuse(`The parameter '${label}' is not a number: ${String(value)}`, `Correct '${label}'.`);
	};
	const secondsOf = (label: string, value: unknown): number | undefined => {
		if (value === undefined || value === '') return undefined;
		const moment = dateTimeOf(value, context.getTimezone());
		return moment?.isValid
			? Math.floor(moment.toSeconds())
			: refuse(
					`The parameter '${label}' is not a date: ${String(value)}`,
					'Pick one, or give a text such as 2026-03-29T08:00:00.',
				);
	};

	const event = context.getNodeParameter('event');
	if (!isWatched(event)) return refuse(`There is no event '${String(event)}'`, "Choose one under 'Event'.");
	const { folders, sourceNames, locations, updateSourceNot } = collection('Filters');
	const { lookback = 5, startAt } = collection('Options');
	const mode = context.getNodeParameter('output', 'full');
	const settings: Settings = {
		event,
		toFolders: event === 'orderMoved' ? listOf(context.getNodeParameter('toFolders', [])) : [],
		folders: listOf(folders),
		sourceNames: listOf(sourceNames),
		locations: listOf(locations),
		updateSourceNot: listOf(updateSourceNot),
		threshold: event === 'lowStock' ? numberOf('Threshold', context.getNodeParameter('threshold', 5)) : 0,
		startAt: secondsOf('Start At', startAt),
		lookback: Math.round(Math.min(60, Math.max(1, numberOf('Lookback (Minutes)', lookback))) * 60),
		shape: shapeOf(mode, mode === 'selected' ? context.getNodeParameter('outputFields', []) : []),
	};
	if (event === 'orderMoved' && settings.toFolders.length === 0) {
		return refuse("The parameter 'To Folder Names or IDs' is empty", 'Choose the folders to watch.');
	}
	return settings;
};

const same = (a: string, b: unknown): boolean => a.toLowerCase() === String(b).trim().toLowerCase();

const isOneOf = (list: string[], value: unknown): boolean => list.some((entry) => same(entry, value));

/** Folder names as ids. Needs 1 request when there is a name among them. */
const folderIds = async (client: OrderDeskClient, folders: string[]): Promise<string[]> => {
	if (folders.every((folder) => /^\d+$/.test(folder))) return folders;
	const store = await getStore(client);
	return folders.map((folder) => {
		const by = store.folders.some(({ id }) => id === folder) ? 'id' : 'name';
		return findFolder(store, by, folder).id;
	});
};

/** What the checks look for. */
export const watchedBy = async (client: OrderDeskClient, settings: Settings): Promise<Watched> => {
	const { sourceNames, locations, updateSourceNot, threshold } = settings;
	const [folders, toFolders] = [await folderIds(client, settings.folders), await folderIds(client, settings.toFolders)];
	return {
		folders: toFolders,
		threshold,
		wanted: (record) =>
			(folders.length === 0 || isOneOf(folders, record['folder_id'])) &&
			(sourceNames.length === 0 || isOneOf(sourceNames, record['source_name'])) &&
			(locations.length === 0 || isOneOf(locations, record['location'])) &&
			!isOneOf(updateSourceNot, record['update_source']),
	};
};

/** Tells apart what the memory of a trigger is about. The id of the store is not stored in clear. */
export const subjectOf = ({ storeKey }: OrderDeskClient, settings: Settings, { folders, threshold }: Watched): string =>
	createHash('sha256')
		.update(JSON.stringify([storeKey, settings.event, settings.startAt ?? null, [...folders].sort(), threshold]))
		.digest('base64')
		.slice(0, 16);
