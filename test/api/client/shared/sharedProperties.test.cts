import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CircuitBreakers } from '../../../../api/client/circuitBreaker';
import { OrderDeskClient } from '../../../../api/client/client';
import type { ClientOptions } from '../../../../api/client/client';
import { Limiter } from '../../../../api/client/limiter';
import { orderDeskPolicy } from '../../../../api/client/policy';
import { SharedRequests } from '../../../../api/client/sharedRequests';
import { isOrderDeskError, settle } from '../../../../api/errors';
import { ForgettingClient } from '../../../../bench/faults/controls.cts';
import type { FaultName } from '../../../../sandbox/index.cts';
import { alone, breakable, deeds, noteRequests } from '../../../support/together.cts';
import type { Deed, DeedName } from '../../../support/together.cts';
import { virtualStore } from '../../../support/virtualStore.cts';

const names = Object.keys(deeds) as DeedName[];
const faults: FaultName[] = ['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'tooManyRequests'];

interface Caller {
	name: DeedName;
	/** Milliseconds. */
	startsAt: number;
	/** Milliseconds after that; it is never cancelled when left out. */
	cancelledAfter: number | undefined;
	/** It names a record that does not exist. */
	isMistaken: boolean;
	hasOtherKey: boolean;
}

interface Scenario {
	callers: Caller[];
	/** What befalls the request with this number. */
	struck: Array<{ request: number; fault: FaultName }>;
}

const scenarios: fc.Arbitrary<Scenario> = fc.record({
	callers: fc.array(
		fc.record({
			name: fc.constantFrom(...names),
			startsAt: fc.nat(300),
			cancelledAfter: fc.option(fc.nat(1_500), { nil: undefined, freq: 4 }),
			isMistaken: fc.nat(9).map((n) => n === 0),
			hasOtherKey: fc.nat(9).map((n) => n === 0),
		}),
		{ minLength: 2, maxLength: 12 },
	),
	struck: fc.array(fc.record({ request: fc.integer({ min: 1, max: 8 }), fault: fc.constantFrom(...faults) }), {
		maxLength: 3,
	}),
});

type Make = (options: ClientOptions) => OrderDeskClient;

/** What was promised and not kept, in words. */
const broken = async ({ callers, struck }: Scenario, make: Make = breakable): Promise<string[]> => {
	const store = virtualStore();
	const others = new SharedRequests(new CircuitBreakers(), () => store.clock.now());
	const records = callers.map(({ name, isMistaken }, number) =>
		isMistaken ? `${900_000 + number}` : deeds[name].record(store, number),
	);
	let requests = 0;
	store.intercept(async (request, next) => {
		requests += 1;
		for (const { request: number, fault } of struck)
			if (number === requests) store.sandbox.faults.set({ [fault]: { count: 1 } });
		return await next(request);
	});
	const run = async (caller: Caller, record: string) => {
		const cancel = new AbortController();
		const { name, startsAt, cancelledAfter, hasOtherKey } = caller;
		if (cancelledAfter !== undefined) store.clock.after(startsAt + cancelledAfter, () => cancel.abort());
		await new Promise<void>((resolve) => void store.clock.after(startsAt, resolve));
		const client = store.client({
			signal: cancel.signal,
			make: (options) => make(hasOtherKey ? { ...options, shared: others } : options),
		});
		return await settle(deeds[name].act(client, record));
	};
	const results = await store.run(
		Promise.all(callers.map(async (caller, number) => await run(caller, records[number] ?? ''))),
	);
	// What is still on its way may arrive.
	await store.clock.advance(20_000);
	return callers.flatMap(({ name, isMistaken, cancelledAfter }, number) => {
		const [record = '', result] = [records[number], results[number]];
		const deed: Deed = deeds[name];
		const times = deed.times(store, record);
		const say = (what: string) => [`${name} ${record}: ${what}, done ${times} times`];
		if (times > 1) return say('twice');
		if (result?.ok) {
			if (result.value !== record) return say(`the answer speaks of ${result.value}`);
			return name === 'lookUp' || times === 1 ? [] : say('lost');
		}
		if (!isOrderDeskError(result?.error)) return say(String(result?.error));
		const { kind } = result.error;
		if (kind === 'uncertain') return cancelledAfter === undefined ? say('uncertain') : [];
		if (times > 0) return say(`reported as ${kind}`);
		const isRight = isMistaken ? kind === 'refused' || kind === 'input' : false;
		return isRight || (kind === 'cancelled' && cancelledAfter !== undefined) ? [] : say(kind);
	});
};

describe('any number of executions that share their requests', () => {
	it('each get the answer for their own record, and nothing is done twice or lost, whatever befalls them', async () => {
		await fc.assert(
			fc.asyncProperty(scenarios, async (scenario) => expect(await broken(scenario)).toEqual([])),
			{ numRuns: 150 },
		);
	});

	it('would lose what goes along if its rows were forgotten: a negative control', async () => {
		const forgetting: Make = (options) => new ForgettingClient(options);
		const checked = await fc.check(
			fc.asyncProperty(scenarios, async (scenario) => expect(await broken(scenario, forgetting)).toEqual([])),
			{ numRuns: 50 },
		);
		expect(checked.failed).toBe(true);
	});

	/** What executions send at a bucket that never keeps them waiting. */
	const sentWithFullBucket = async (deedNames: DeedName[], make: Make) => {
		const store = virtualStore();
		const records = deedNames.map((name, number) => deeds[name].record(store, number));
		const sent = noteRequests(store);
		const plenty = { ...orderDeskPolicy, capacity: 1_000, unconfirmed: 1_000, maxInFlight: 1_000 };
		const clock = { now: () => store.clock.now(), sleep: async () => await Promise.reject(new Error('It waits')) };
		const limiter = new Limiter(clock, plenty);
		const client = () => store.client({ make: (options) => make({ ...options, limiter }) });
		const acts = deedNames.map(async (name, number) => await deeds[name].act(client(), records[number] ?? ''));
		await store.run(Promise.all(acts));
		return sent;
	};

	it('send, byte for byte, what they would send alone, as long as none has to wait', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 12 }), async (deedNames) => {
				expect(await sentWithFullBucket(deedNames, breakable)).toEqual(await sentWithFullBucket(deedNames, alone));
			}),
			{ numRuns: 50 },
		);
	});
});
