import { sleep } from 'n8n-workflow';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { problem } from '../../api/messages/message';
import { StoreCache } from '../../api/storeCache';
import type { Clock } from '../../api/types';
import { hasSeveralStores } from '../connection/authentication';
import type { StoreCaches } from '../connection/knownStore';
import { toNodeError } from '../connection/nodeError';
import { PerStore } from '../connection/perStore';
import { storesOf } from '../connection/stores';
import { triggerMessages } from '../messages/triggers';
import type { WorkflowMemory } from '../shared/workflowMemory';
import { FailureReports } from './checks/failureReports';
import { OneStoreChecks } from './checks/oneStoreChecks';
import type { CheckState, Checking } from './checks/oneStoreChecks';
import { ManyStoresChecks } from './checks/manyStoresChecks';
import { polledItem } from './polledItem';
import { readSettings } from './settings';
import type { Settings } from './settings';
import { StoredState } from './storedState';

/** A check ends before the next one can start a minute later. Milliseconds. */
const maxCheckTime = 40_000;

/** For an n8n that does not say how long a check may take. Milliseconds. */
const usualBudget = 36_000;

/** What a trigger is known by: its name may change. */
const triggerOf = (context: IPollFunctions): string => `${String(context.getWorkflow().id)} ${context.getNode().id}`;

/** By then, n8n has stored what a check has found, or never will. Milliseconds. */
const maxStoringTime = 10_000;

/** The last check of a trigger in this process. */
interface LastCheck {
	/** What it has left. */
	state: CheckState;
	/** When it ended, by the clock of n8n. Milliseconds. */
	at: number;
	/**
	 * The states that n8n may have saved since the last emission. It saves a state with each execution and when the
	 * workflow is published, and falls back to that when the workflow is published again.
	 */
	savedSince: ReadonlySet<string>;
}

const nameOf = (state: CheckState | undefined): string => `${state?.checks} ${state?.checkedAt}`;

/**
 * Runs the checks of all polling triggers in a process, and remembers the last check of each. n8n may let two checks of
 * a trigger overlap, most easily after a restart, and with durable cursors each has its own copy of what is remembered:
 * without this, both would emit the same records.
 */
export class Checks {
	private readonly last = new Map<string, LastCheck>();

	private readonly one: OneStoreChecks;

	private readonly several: ManyStoresChecks;

	private readonly failures: FailureReports;

	constructor(
		private readonly now: () => number,
		private readonly memory: WorkflowMemory,
		stores: StoreCaches = new PerStore(() => new StoreCache({ now })),
		wait: Clock['sleep'] = sleep,
	) {
		this.one = new OneStoreChecks(now, stores);
		this.several = new ManyStoresChecks({ now, sleep: wait }, this.one);
		this.failures = new FailureReports(now);
	}

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

	/** The newest record, as a sample for building the workflow: of the first store that has one. Remembers nothing. */
	private async showNewest(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[]> {
		// Whoever builds the workflow should hear now if the date is none.
		settings.startAt.value();
		for (const store of await storesOf(context)) {
			const record = await this.one.newest(store, context, settings);
			if (record)
				return [polledItem(record, settings, { trigger: triggerOf(context), at: this.now(), store: store.details })];
		}
		throw toNodeError(context.getNode(), problem(triggerMessages.nothingToShow, {}));
	}

	/** What an earlier check has left, if it can be read. */
	private stateIn(context: IPollFunctions, checking: Checking<CheckState>, stored: unknown): CheckState | undefined {
		const state = checking.read(stored);
		if (!state && stored !== undefined) {
			context.logger.warn(
				`'${context.getNode().name}' cannot read what it remembers, so it starts anew: what happened since its last check is missing.`,
			);
		}
		return state;
	}

	private async check(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[]> {
		const checking: Checking<CheckState> = hasSeveralStores(context) ? this.several : this.one;
		const stored = new StoredState(context);
		const saved = this.stateIn(context, checking, stored.read());
		const trigger = triggerOf(context);
		const before = this.last.get(trigger);
		const isLast = before !== undefined && nameOf(saved) === nameOf(before.state);
		const fellBack = !isLast && before?.savedSince.has(nameOf(saved));
		if (before && !isLast && !fellBack && this.isRecent(before.at)) return [];
		const state = fellBack ? before?.state : saved;
		const budget = context.getPollBudgetMs?.() ?? usualBudget;
		const end = this.now() + (state ? Math.min(budget, maxCheckTime) : budget);
		const isAfterRestart = !before && stored.isSavedWithWorkflow;
		const stores = await storesOf(context);
		const {
			records,
			state: next,
			failures = [],
		} = await checking.check(stores, { context, settings, end, isAfterRestart }, state);
		const failure = this.failures.of(context, trigger, failures, stores.length);
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
		if (failure) context.__emitError(failure);
		return records.map(({ record, store }) =>
			polledItem(record, settings, { trigger, at: this.now(), store: store.details }),
		);
	}

	/**
	 * Whether n8n may still be storing what a check found. A moment in the future is not recent: the clock was set back.
	 */
	private isRecent(moment: number): boolean {
		const ago = this.now() - moment;
		return ago >= 0 && ago < maxStoringTime;
	}
}
