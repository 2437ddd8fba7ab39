import type { IDataObject } from 'n8n-workflow';

import type { Watched } from '../../api/polling/defineEvent';
import type { PollEventName } from '../../api/polling/events';
import { judgeBirths, judgeEntries, judgeShipments, judgeUpdates } from './judge.cts';
import type { Verdict } from './judge.cts';
import { ours } from './pollers.cts';
import type { Course } from './run.cts';

const watchedFolders = ['21655', '21657'];

const threshold = 5;

export interface Event {
	/** What is emitted is compared with what the store has committed. */
	judge: (course: Course) => Verdict;
	watched?: Partial<Watched>;
	/** The parameters of the node, besides the event. */
	parameters?: IDataObject;
	/** Whether it compares records with how they stood before, which n8n may have forgotten after a restart. */
	compares?: boolean;
}

export const events: Record<PollEventName, Event> = {
	orderUpdated: { judge: judgeUpdates },
	newOrder: { judge: judgeBirths },
	newShipment: { judge: judgeShipments },
	orderMoved: {
		judge: (course) =>
			judgeEntries(course, ({ folder_id: folder }) =>
				watchedFolders.includes(String(folder)) ? String(folder) : undefined,
			),
		watched: { folders: watchedFolders },
		parameters: { toFolders: watchedFolders },
		compares: true,
	},
	inventoryUpdated: { judge: judgeUpdates },
	lowStock: {
		judge: (course) => judgeEntries(course, ({ stock }) => (Number(stock) <= threshold ? 'low' : undefined)),
		watched: { threshold },
		parameters: { threshold },
		compares: true,
	},
};

export const eventNames = Object.keys(events) as PollEventName[];

/** The events of orders, whose list can be sorted, and those of inventory items. */
export const lists = {
	orders: eventNames.filter((name) => !['inventoryUpdated', 'lowStock'].includes(name)),
	inventory: eventNames.filter((name) => ['inventoryUpdated', 'lowStock'].includes(name)),
};

export const pollersOf = (names: PollEventName[]): Record<string, ReturnType<typeof ours>> =>
	Object.fromEntries(names.map((name) => [name, ours(name, { watched: events[name].watched ?? {} })]));
