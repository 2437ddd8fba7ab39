import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { OrderDeskClient } from '../../api/client/client';
import { settle } from '../../api/errors';
import { pollEvents } from '../../api/polling/events';
import { poll, readState } from '../../api/polling/poll';
import type { PollState } from '../../api/polling/poll';
import { StoreCache } from '../../api/storeCache';
import { connect } from '../connection/connect';
import { toNodeError } from '../connection/nodeError';
import { knownStore } from '../connection/knownStore';
import type { StoreCaches } from '../connection/knownStore';
import { PerStore } from '../connection/perStore';
import { addFolderNames } from '../shared/folders';
import type { AskStore } from '../shared/folders';
import type { WorkflowMemory } from '../shared/workflowMemory';
import { orderOf, polledItem } from './polledItem';
import { readSettings, subjectOf, watchedBy } from './settings';
import type { KnownFolders, Settings } from './settings';
import { StoredState } from './storedState';

/** A check ends before the next one can start a minute later. Milliseconds. */
const maxCheckTime = 40_000;

/** For an n8n that does not say how long a check may take. Milliseconds. */
const usualBudget = 36_000;

const stateIn = (context: IPollFunctions, stored: unknown): PollState | undefined => {
	const state = readState(stored);
	if (!state && stored !== undefined) {
		context.logger.warn(
			`'${context.getNode().name}' cannot read what it remembers, so it starts anew: what happened since its last check is missing.`,
		);
	}
	return state;
};

/** What a trigger is known by: its name may change. */
const triggerOf = (context: IPollFunctions): string => `${String(context.getWorkflow().id)} ${context.getNode().id}`;

/** The folders whose names are in each item. */
const named = ['folder', 'previous_folder'] as const;

/** By then, n8n has stored what a check has found, or never will. Milliseconds. */
const maxStoringTime = 10_000;

/** The last check of a trigger in this process. */
interface LastCheck {
	/** What it has left. */
	state: PollState;
	/** When it ended, by the clock of n8n. Milliseconds. */
	at: number;
	/**
	 * The states that n8n may have saved since the last emission. It saves a state with each execution and when the
	 * workflow is published, and falls back to that when the workflow is published again.
	 */
	savedSince: ReadonlySet<string>;
}

const nameOf = (state: PollState | undefined): string => `${state?.checks} ${state?.checkedAt}`;

/**
 * Runs the checks of all polling triggers in a process, and remembers the last check of each. n8n may let two checks of
 * a trigger overlap, most easily after a restart, and with durable cursors each has its own copy of what is remembered:
 * without this, both would emit the same records.
 */
export class Checks {
	private readonly knownFolders = new PerStore<KnownFolders>(() => new Set());

	private readonly last = new Map<string, LastCheck>();

	constructor(
		private readonly now: () => number,
		private readonly memory: WorkflowMemory,
		private readonly stores: StoreCaches = new PerStore(() => new StoreCache({ now })),
	) {}

	/**
	 * A scheduled check, or a sample in the editor. Null if nothing is new. What is remembered changes at the very end.
	 */
	async run(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const items = await settle(this.items(context));
		if (!items.ok) throw toNodeError(context.getNode(), items.error);
		return items.value.length > 0 ? [items.value] : null;
	}

	private async items(context: IPollFunctions): Promise<INodeExecutionData[]> {
		const settings = readSettings(context);
		return await (context.getMode() === 'manual' ? this.showNewest(context, settings) : this.check(context, settings));
	}

	/** The newest record, as a sample for building the workflow. Remembers nothing. */
	private async showNewest(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[]> {
		// Whoever builds the workflow should hear now if the date is none.
		settings.startAt.value();
		const client = await connect(context);
		const ask = this.askStore(client);
		const record = await pollEvents[settings.event].newest(client, await watchedBy(settings, ask));
		if (record) {
			await addFolderNames([orderOf(record)], ask, named);
			return [polledItem(record, settings, { trigger: triggerOf(context), at: this.now() })];
		}
		throw new NodeOperationError(context.getNode(), 'Order Desk has nothing yet that this trigger could show', {
			description:
				'Check the filters. The trigger works all the same: publish the workflow, and it waits for the first one.',
		});
	}

	private askStore(client: OrderDeskClient): AskStore {
		return async (question) => await knownStore(client, question, this.stores);
	}

	private async check(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[]> {
		const stored = new StoredState(context);
		const saved = stateIn(context, stored.read());
		const trigger = triggerOf(context);
		const before = this.last.get(trigger);
		const isLast = before !== undefined && nameOf(saved) === nameOf(before.state);
		const fellBack = !isLast && before?.savedSince.has(nameOf(saved));
		if (before && !isLast && !fellBack && this.isRecent(before.at)) return [];
		const state = fellBack ? before?.state : saved;
		const budget = context.getPollBudgetMs?.() ?? usualBudget;
		const end = this.now() + (state ? Math.min(budget, maxCheckTime) : budget);
		const client = await connect(context);
		const ask = this.askStore(client);
		const watched = await watchedBy(settings, ask, this.knownFolders.for(client.storeKey));
		const { startAt, lookback, foundWithin } = settings;
		const { records, state: next } = await poll(
			client,
			{
				event: pollEvents[settings.event],
				watched,
				subject: subjectOf(client, settings, watched),
				startAt: () => startAt.value(),
				lookback,
				...(!before && stored.isSavedWithWorkflow && foundWithin !== undefined && { foundWithin }),
				hasTime: () => this.now() < end,
			},
			state,
		);
		await addFolderNames(records.map(orderOf), ask, named);
		// Another check has ended in the meantime, and has emitted the same changes.
		if (this.last.get(trigger) !== before) return [];
		stored.write(next, this.now(), this.memory);
		const savedSince = records.length > 0 ? [next] : isLast ? [] : [saved, next];
		const savedBefore = records.length === 0 && (isLast || fellBack) ? (before?.savedSince ?? []) : [];
		this.last.set(trigger, {
			state: next,
			at: this.now(),
			savedSince: new Set([...savedBefore, ...savedSince.map(nameOf)]),
		});
		return records.map((record) => polledItem(record, settings, { trigger, at: this.now() }));
	}

	/**
	 * Whether n8n may still be storing what a check found. A moment in the future is not recent: the clock was set back.
	 */
	private isRecent(moment: number): boolean {
		const ago = this.now() - moment;
		return ago >= 0 && ago < maxStoringTime;
	}
}
