import type { IPollFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { OrderDeskClient } from '../../api/client/client';
import type { Watched } from '../../api/polling/event';
import type { PollEventName } from '../../api/polling/events';
import { getStore } from '../../api/store';
import { folderIdsIn } from '../shared/folders';
import { readShape } from '../shared/output';
import type { Shape } from '../shared/output';
import { triggerParameters } from '../shared/parameters';
import { includesName, textList } from '../shared/textList';
import { isWatched } from './events';

/** What the user has chosen. */
export interface Settings {
	event: PollEventName;
	/** Folder names or ids. */
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

/** Throws NodeOperationError that names the parameter. Sends nothing. */
export const readSettings = (context: IPollFunctions): Settings => {
	const parameters = triggerParameters(context);
	const event = parameters.raw('event');
	if (!isWatched(event)) {
		return parameters.refuse('Event', `There is no event '${String(event)}'`, "Choose one under 'Event'.");
	}
	const { folders, sourceNames, locations, updateSourceNot } = parameters.collection('filters', 'Filters');
	const { lookback = 5, startAt } = parameters.collection('options', 'Options');
	const minutes = parameters.numberOf(lookback, 'Lookback (Minutes)');
	const settings: Settings = {
		event,
		toFolders: event === 'orderMoved' ? textList(parameters.raw('toFolders', [])) : [],
		folders: textList(folders),
		sourceNames: textList(sourceNames),
		locations: textList(locations),
		updateSourceNot: textList(updateSourceNot),
		threshold: event === 'lowStock' ? parameters.numberOf(parameters.raw('threshold', 5), 'Threshold') : 0,
		startAt:
			startAt === undefined || startAt === '' ? undefined : Math.floor(parameters.moment(startAt, 'Start At') / 1000),
		lookback: Math.round(Math.min(60, Math.max(1, minutes)) * 60),
		shape: readShape(parameters),
	};
	if (event === 'orderMoved' && settings.toFolders.length === 0) {
		const label = 'To Folder Names or IDs';
		return parameters.refuse(label, `The parameter '${label}' is empty`, 'Choose the folders to watch.');
	}
	return settings;
};

/** Folder names as ids. Needs 1 request when there is a name among them. */
const folderIds = async (client: OrderDeskClient, folders: string[]): Promise<string[]> =>
	folders.every((folder) => /^\d+$/.test(folder)) ? folders : folderIdsIn(await getStore(client), folders);

/** What the checks look for. */
export const watchedBy = async (client: OrderDeskClient, settings: Settings): Promise<Watched> => {
	const { sourceNames, locations, updateSourceNot, threshold } = settings;
	const [folders, toFolders] = [await folderIds(client, settings.folders), await folderIds(client, settings.toFolders)];
	return {
		folders: toFolders,
		threshold,
		wanted: (record) =>
			(folders.length === 0 || includesName(folders, record['folder_id'])) &&
			(sourceNames.length === 0 || includesName(sourceNames, record['source_name'])) &&
			(locations.length === 0 || includesName(locations, record['location'])) &&
			!includesName(updateSourceNot, record['update_source']),
	};
};

/** Identifies what the memory of a trigger is about: a hash, so that the id of the store is not stored in clear. */
export const subjectOf = ({ storeKey }: OrderDeskClient, settings: Settings, { folders, threshold }: Watched): string =>
	createHash('sha256')
		.update(JSON.stringify([storeKey, settings.event, settings.startAt ?? null, [...folders].sort(), threshold]))
		.digest('base64')
		.slice(0, 16);
