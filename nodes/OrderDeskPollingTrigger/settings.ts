import type { IPollFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { OrderDeskClient } from '../../api/client/client';
import type { Watched } from '../../api/polling/defineEvent';
import type { PollEventName } from '../../api/polling/events';
import { goesTo } from '../../api/records/countries';
import { isObject } from '../../api/types';
import { triggerMessages } from '../messages/triggers';
import { countriesLabel } from '../shared/filterProperty';
import { folderIdsOf } from '../shared/folders';
import type { AskStore } from '../shared/folders';
import { readShape } from '../shared/output';
import type { Shape } from '../shared/output';
import { triggerParameters } from '../shared/parameters';
import type { ParameterReader } from '../shared/parameters';
import { includesName } from '../shared/textList';
import { eventShape, eventTable, isPollEventName } from './events';
import { longestInterval } from './pollTimes';

/** What the user has chosen. */
export interface Settings {
	event: PollEventName;
	/** Folder names or ids. */
	toFolders: string[];
	folders: string[];
	sourceNames: string[];
	/** Codes. */
	countries: string[];
	locations: string[];
	updateSourceNot: string[];
	threshold: number;
	startAt: StartAt;
	/** Seconds. */
	lookback: number;
	/**
	 * A running trigger finds an order within this many seconds after it was added. One that changed later may have come
	 * to a wanted folder only then. Undefined if no filter depends on that, or nobody knows when the checks are made.
	 */
	foundWithin: number | undefined;
	shape: Shape;
}

/**
 * The chosen date, or an expression for it. It is looked at when the trigger starts, and not again unless its text
 * changes.
 */
interface StartAt {
	/** As it stands in the node, before the expression is evaluated. */
	text: string;
	/** Seconds; undefined for the present. Throws NodeOperationError for what is not a date. */
	value(): number | undefined;
}

const startAtOf = (context: IPollFunctions, parameters: ParameterReader): StartAt => {
	const options: unknown = context.getNode().parameters['options'];
	return {
		text: JSON.stringify((isObject(options) ? options['startAt'] : options) ?? ''),
		value: () => {
			const startAt = parameters.added(parameters.collection('options', 'Options'), 'startAt', 'Start At');
			return startAt === undefined ? undefined : Math.floor(parameters.moment(startAt, 'Start At') / 1000);
		},
	};
};

const toFoldersLabel = 'To Folder Names or IDs';

/** Throws NodeOperationError that names the parameter. Sends nothing. */
export const readSettings = (context: IPollFunctions): Settings => {
	const parameters = triggerParameters(context);
	const event = parameters.raw('event');
	if (!isPollEventName(event)) {
		return parameters.refuse('Event', triggerMessages.noSuchEvent, { event: String(event) });
	}
	const filters = parameters.collection('filters', 'Filters');
	const folders = parameters.addedList(filters, 'folders', 'Folder Names or IDs');
	const lookback = parameters.added(parameters.collection('options', 'Options'), 'lookback', 'Lookback (Minutes)');
	const minutes = parameters.numberOf(lookback ?? 5, 'Lookback (Minutes)');
	const seconds = Math.round(Math.min(60, Math.max(1, minutes)) * 60);
	const interval = longestInterval(parameters.raw('pollTimes', {}));
	const settings: Settings = {
		event,
		toFolders: event === 'orderMoved' ? parameters.listOf(parameters.raw('toFolders', []), toFoldersLabel) : [],
		folders,
		sourceNames: parameters.addedList(filters, 'sourceNames', 'Source Names'),
		countries: parameters.addedCountries(filters, 'countries', countriesLabel),
		locations: parameters.addedList(filters, 'locations', 'Locations'),
		updateSourceNot: parameters.addedList(filters, 'updateSourceNot', 'Update Source Not'),
		threshold: event === 'lowStock' ? parameters.numberOf(parameters.raw('threshold', 5), 'Threshold') : 0,
		startAt: startAtOf(context, parameters),
		lookback: seconds,
		foundWithin: Number.isFinite(interval) && folders.length > 0 ? seconds + interval : undefined,
		shape: readShape(parameters, { ...eventShape, record: eventTable[event].record }),
	};
	if (event === 'orderMoved' && settings.toFolders.length === 0) {
		return parameters.refuse(toFoldersLabel, triggerMessages.noFoldersToWatch, {});
	}
	return settings;
};

/** The ids of the folders that were found in the store, to recognise them without a request. */
export type KnownFolderIds = Set<string>;

/**
 * The ids of folders. 1 request unless all of them are ids that are known. A name may consist of digits, as an id does.
 */
const folderIds = async (folders: string[], ask: AskStore, known: KnownFolderIds): Promise<string[]> => {
	if (folders.every((folder) => known.has(folder))) return folders;
	const ids = await folderIdsOf(folders, ask);
	for (const id of ids) known.add(id);
	return ids;
};

/** What the checks look for. Throws OrderDeskError if the store lacks one of the folders. */
export const watchedBy = async (
	settings: Settings,
	ask: AskStore,
	known: KnownFolderIds = new Set(),
): Promise<Watched> => {
	const { sourceNames, countries, locations, updateSourceNot, threshold } = settings;
	const folders = await folderIds(settings.folders, ask, known);
	const toFolders = await folderIds(settings.toFolders, ask, known);
	return {
		folders: toFolders,
		threshold,
		wanted: (record) =>
			(folders.length === 0 || includesName(folders, record['folder_id'])) &&
			(sourceNames.length === 0 || includesName(sourceNames, record['source_name'])) &&
			(countries.length === 0 || goesTo(record, countries)) &&
			(locations.length === 0 || includesName(locations, record['location'])) &&
			!includesName(updateSourceNot, record['update_source']),
	};
};

/** Identifies what the memory of a trigger is about: a hash, so that the id of the store is not stored in clear. */
export const subjectOf = ({ storeKey }: OrderDeskClient, settings: Settings, { folders, threshold }: Watched): string =>
	createHash('sha256')
		.update(JSON.stringify([storeKey, settings.event, settings.startAt.text, [...folders].sort(), threshold]))
		.digest('base64')
		.slice(0, 16);
