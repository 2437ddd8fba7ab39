import type { Settled } from '../../../api/errors';
import type { Operation, Result } from '../operation';
import type { Session } from '../session';
import { allItems, eachGroup, eachItem } from './eachItem';
import type { Outcomes } from './eachItem';

export interface Served {
	/** The items as they were prepared. */
	ready: Outcomes<unknown>;
	done: Outcomes<Result>;
}

/** The places of the items that are prepared and served together: all of them, or so many keys at a time. */
const partsOf = (operation: Operation, inputs: Outcomes<unknown>): number[][] => {
	const limits = 'inParts' in operation ? operation.inParts : undefined;
	const groups = new Map<unknown, number[]>();
	inputs.forEach((input, place) => {
		if (!input?.ok) return;
		const key = limits?.keyOf(input.value);
		const group = groups.get(key) ?? [];
		group.push(place);
		groups.set(key, group);
	});
	const all = [...groups.values()];
	const most = limits?.most ?? 1;
	return Array.from({ length: Math.ceil(all.length / most) }, (_, part) =>
		all.slice(part * most, (part + 1) * most).flat(),
	);
};

const prepare = async (
	operation: Operation,
	session: Session,
	inputs: Outcomes<unknown>,
	stopAtFailure: boolean,
): Promise<Outcomes<unknown>> => {
	const { prepare: one, prepareAll: all } = operation;
	if (all) return await allItems(inputs, async (values) => await all(session, values));
	return one ? await eachItem(inputs, async (input) => await one(session, input), stopAtFailure) : inputs;
};

const run = async (
	operation: Operation,
	session: Session,
	ready: Outcomes<unknown>,
	stopAtFailure: boolean,
): Promise<Outcomes<Result>> => {
	if (!('runAll' in operation)) {
		return await eachItem(ready, async (input) => await operation.run(session, input), stopAtFailure);
	}
	const groupOf = operation.groupOf ?? (() => '');
	return await eachGroup(ready, groupOf, async (group) => await operation.runAll(session, group), stopAtFailure);
};

const hasFailed = (outcome: Settled<unknown> | undefined): boolean => outcome?.ok === false;

const onlyFailures = (outcomes: Outcomes<unknown>): Outcomes<never> =>
	outcomes.map((outcome) => (outcome?.ok ? undefined : outcome));

/**
 * Prepares the items and serves them, part by part. Where a failure stops the run, nothing is written of a part in which
 * an item could not be prepared, and no part is begun after one with a failure.
 */
export const serve = async (
	operation: Operation,
	session: Session,
	inputs: Outcomes<unknown>,
	stopAtFailure: boolean,
): Promise<Served> => {
	const ready: Outcomes<unknown> = [];
	const done: Outcomes<Result> = onlyFailures(inputs);
	for (const places of partsOf(operation, inputs)) {
		const part = places.map((place) => inputs[place]);
		const prepared = await prepare(operation, session, part, stopAtFailure);
		const stopped = stopAtFailure && prepared.some(hasFailed);
		const served = stopped ? onlyFailures(prepared) : await run(operation, session, prepared, stopAtFailure);
		places.forEach((place, index) => {
			ready[place] = prepared[index];
			done[place] = served[index];
		});
		if (stopAtFailure && served.some(hasFailed)) break;
	}
	return { ready, done };
};
