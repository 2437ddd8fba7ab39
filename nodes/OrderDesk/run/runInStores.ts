import type { IExecuteFunctions } from 'n8n-workflow';

import { OrderDeskError, resultOrError } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import { problem } from '../../../api/messages/message';
import { hasSeveralStores } from '../../connection/authentication';
import { storesOfItems } from '../../connection/itemStores';
import { findNodeStore, findNodeStores, storesOf } from '../../connection/stores';
import type { NodeStore, StoreDetails } from '../../connection/stores';
import { operationMessages } from '../../messages/operations';
import type { Operation, Result } from '../operation';
import { announceDuration } from './announceDuration';
import type { ItemResults } from './eachItem';
import { Lookups } from './lookups';
import { prepareAndRun } from './prepareAndRun';
import { RunTogether } from './runTogether';

/** What the operation has read of an input item, and where it is for. */
export interface ItemInput {
	input: unknown;
	/** The stores as the item names them; undefined where the node has one store. */
	storeNames?: readonly string[] | undefined;
}

/** What became of an input item in one store. */
export type StoreOutcome = Settled<Result> & {
	/** Only where the node works with several stores. */
	readonly store?: StoreDetails | undefined;
	/** What the user should know about it. */
	readonly hint?: string | undefined;
};

const hintOf = ({ hint }: Operation, prepared: Settled<unknown> | undefined, result: Settled<Result>) =>
	prepared?.ok && result.ok ? hint?.(prepared.value, [result.value].flat()) : undefined;

/** The stores that an item names. Throws OrderDeskError 'input' for one that the credential does not list. */
const namedStores = (
	stores: readonly NodeStore[],
	{ asksManyStores }: Operation,
	names: readonly string[],
): NodeStore[] => {
	if (asksManyStores) return [...new Set(names.flatMap((name) => findNodeStores(stores, name)))];
	if (names.length === 1) return names.map((name) => findNodeStore(stores, name));
	throw problem(operationMessages.severalStores, { count: names.length });
};

/** Items that are run in one store. */
interface StoreRun {
	store: NodeStore;
	/** Of the input items. */
	indexes: number[];
}

const runsOf = (targets: ReadonlyArray<readonly NodeStore[] | OrderDeskError | undefined>): StoreRun[] => {
	const indexes = new Map<NodeStore, number[]>();
	targets.forEach((target, index) => {
		if (!target || target instanceof OrderDeskError) return;
		for (const store of target) {
			const known = indexes.get(store);
			if (known) known.push(index);
			else indexes.set(store, [index]);
		}
	});
	return [...indexes].map(([store, ofStore]) => ({ store, indexes: ofStore }));
};

/** The stores that each item is for, or why it is for none. */
const targetsOf = async (
	context: IExecuteFunctions,
	operation: Operation,
	inputs: ItemResults<ItemInput>,
): Promise<Array<readonly NodeStore[] | OrderDeskError | undefined>> => {
	if (!hasSeveralStores(context)) {
		const stores = await storesOfItems(context, inputs.length);
		return stores.map((store, index) => {
			if (!inputs[index]?.ok) return undefined;
			return store instanceof OrderDeskError ? store : [store];
		});
	}
	const stores = await storesOf(context);
	return inputs.map((item) =>
		item?.ok ? resultOrError(() => namedStores(stores, operation, item.value.storeNames ?? [])) : undefined,
	);
};

/** Lets only the first of several stores tell how long its requests take, since they are sent at the same time. */
const announcedOnce = (context: IExecuteFunctions, operation: Operation, stores: number) => {
	let isAnnounced = false;
	return (requests: number): void => {
		if (!isAnnounced) isAnnounced = announceDuration(context, operation, requests) && stores > 1;
	};
};

/**
 * Runs the operation for the items of each store, for all stores at once: what became of each item in its stores. If a
 * failure stops the run and an item of any store cannot be prepared, nothing is written. Throws OrderDeskError 'input'
 * for a credential that cannot be used at all.
 *
 * @param signal aborted when the user cancels the execution
 */
export const runInStores = async (
	context: IExecuteFunctions,
	operation: Operation,
	inputs: ItemResults<ItemInput>,
	stopAtFailure: boolean,
	signal?: AbortSignal,
): Promise<StoreOutcome[][]> => {
	const targets = await targetsOf(context, operation, inputs);
	const done: StoreOutcome[][] = inputs.map((item, index) => {
		const target = targets[index];
		if (item && !item.ok) return [item];
		return item && target instanceof OrderDeskError ? [{ ok: false, error: target }] : [];
	});
	if (stopAtFailure && done.some(({ length }) => length > 0)) return done;

	const runs = runsOf(targets).map((run) => ({ ...run, lookups: new Lookups(run.store.connect(context, signal)) }));
	const waitsForAll = stopAtFailure && !operation.readOnly;
	const together = new RunTogether(waitsForAll ? runs.length : 0);
	const announce = announcedOnce(context, operation, runs.length);
	const results = await Promise.all(
		runs.map(async ({ indexes, lookups }) => {
			const ofStore = indexes.map((index) => {
				const item = inputs[index];
				return item?.ok ? { ok: true as const, value: item.value.input } : undefined;
			});
			return await prepareAndRun(operation, lookups, ofStore, stopAtFailure, announce, together);
		}),
	);
	runs.forEach(({ store: { details: store }, indexes }, run) => {
		indexes.forEach((index, step) => {
			const result = results[run]?.results[step];
			if (!result) return;
			done[index]?.push({ ...result, store, hint: hintOf(operation, results[run]?.prepared[step], result) });
		});
	});
	return done;
};
