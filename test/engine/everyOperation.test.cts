import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { resources } from '../../nodes/OrderDesk/resources';
import { runNode } from '../support/engine/engine.cts';
import type { NodeRun } from '../support/engine/engine.cts';
import { attempts } from '../support/engine/everyOperation.cts';
import type { Attempt } from '../support/engine/everyOperation.cts';
import { testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async ({ of, parameters }: Attempt, items: IDataObject[], onError?: NodeRun['onError']) => {
	const [resource = '', operation = ''] = of.split(' ');
	return await runNode({
		credential: store.credential,
		parameters: { resource, operation, ...parameters },
		items,
		...(onError && { onError }),
	});
};

/** The first output item of each input item, by the number of that. */
const byInput = (output: INodeExecutionData[] | undefined): Map<number, IDataObject> =>
	new Map(
		(output ?? [])
			.map(({ json, pairedItem }): [number, IDataObject] => [(pairedItem as { item: number }).item, json])
			.reverse(),
	);

it('every operation of the node is tried here', () => {
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value} ${operation.value}`),
	);
	expect(attempts.map(({ of }) => of).sort()).toEqual(all.sort());
});

const named = (chosen: Attempt[]) => chosen.map((attempt) => [attempt.of, attempt] as const);

describe.each(named(attempts))('%s', (_, attempt) => {
	it('does its work for each input item with its own values, in the least requests', async () => {
		const [first = {}, , third = {}] = attempt.inputs(store);
		const { error, outputs } = await run(attempt, [first, third]);
		expect(error).toBeUndefined();
		const found = byInput(outputs[0]);
		expect([...found.keys()].sort()).toEqual([0, 1]);
		expect(found.get(0)).toMatchObject(attempt.shows(first));
		expect(found.get(1)).toMatchObject(attempt.shows(third));
		expect(store.requests()).toEqual(attempt.requests);
	});

	it('fails for every item where the store cannot be used, with what to do', async () => {
		const inputs = attempt.inputs(store);
		store.credential.apiKey = 'another-key-value';
		const { outputs } = await run(attempt, inputs, 'continueErrorOutput');
		expect(outputs[0]).toEqual([]);
		const errors = inputs.map(() =>
			expect.objectContaining({ error: expect.any(String), details: expect.any(Object) }),
		);
		expect(outputs[1]?.map(({ json }) => json)).toEqual(errors);
		expect(store.sandbox.requests.total()).toBe(1);
	});
});

describe.each(named(attempts.filter(({ message }) => message)))('%s, for an item that is wrong,', (_, attempt) => {
	const failure = { error: expect.stringMatching(attempt.message ?? '') };

	it('fails for that one alone, in its place, where the run goes on', async () => {
		const inputs = attempt.inputs(store);
		const { error, outputs } = await run(attempt, inputs, 'continueRegularOutput');
		expect(error).toBeUndefined();
		const found = byInput(outputs[0]);
		expect([...found.keys()].sort()).toEqual([0, 1, 2]);
		expect(found.get(0)).toMatchObject(attempt.shows(inputs[0] ?? {}));
		expect(found.get(2)).toMatchObject(attempt.shows(inputs[2] ?? {}));
		expect(found.get(1)).toMatchObject(failure);
	});

	it('hands it with what came in to the error output', async () => {
		const inputs = attempt.inputs(store);
		const { outputs } = await run(attempt, inputs, 'continueErrorOutput');
		expect([...byInput(outputs[0]).keys()].sort()).toEqual([0, 2]);
		expect(outputs[1]?.map(({ json }) => json)).toMatchObject([{ ...inputs[1], ...failure }]);
	});

	it('names it when that stops the run', async () => {
		const { error, json } = await run(attempt, attempt.inputs(store));
		expect({ error: error?.message }).toMatchObject(failure);
		expect(error?.context?.['itemIndex']).toBe(1);
		expect(json).toEqual([]);
	});
});
