import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { attempts } from '../../support/engine/everyOperation.cts';
import type { Attempt } from '../../support/engine/everyOperation.cts';
import { byId } from '../../support/engine/sandboxStore.cts';
import { listOf, testStores } from '../../support/engine/severalStores.cts';
import type { NamedStore, TestStores } from '../../support/engine/severalStores.cts';

let all: TestStores;
beforeEach(async () => void (all = await testStores()));
afterEach(() => all.close());

interface MixedItem {
	store: NamedStore;
	input: IDataObject;
}

/** Good items of all stores, taken in turn. */
const mixed = (attempt: Attempt): MixedItem[] => {
	const good = all.stores.map((store) => {
		const [first = {}, , third = {}] = attempt.inputs(store);
		return [first, third].map((input) => ({ store, input: { ...input, ...store.details } }));
	});
	return [0, 1].flatMap((n) => good.flatMap((ofStore) => ofStore[n] ?? []));
};

const run = async ({ of, parameters }: Attempt, items: MixedItem[], more: Partial<NodeRun> = {}) => {
	const [resource = '', operation = ''] = of.split(' ');
	return await runNode({
		credential: all.credential,
		items: items.map(({ input }) => input),
		...more,
		parameters: {
			authentication: 'severalStores',
			storeId: byId('={{ $json.store_id }}'),
			resource,
			operation,
			...parameters,
		},
	});
};

const itemOf = ({ pairedItem }: INodeExecutionData): number => (pairedItem as { item: number }).item;

/** The first output item of each input item, by the number of that. */
const byInput = (output: INodeExecutionData[] = []): Map<number, IDataObject> =>
	new Map(output.map((item): [number, IDataObject] => [itemOf(item), item.json]).reverse());

/** The credential, with a key that the second store does not accept. */
const withOneWrongKey = () => ({
	...all.credential,
	apiKeys: listOf(all.stores).replace(all.stores[1].credential.apiKey, 'another-key-value'),
});

const refused = 'Beta, Ltd.: Order Desk does not accept this Store ID and API Key (Invalid API Key)';

describe.each(attempts.map((attempt) => [attempt.of, attempt] as const))('%s', (_, attempt) => {
	it('does its work for items of three stores mixed, in the least requests to each', async () => {
		const items = mixed(attempt);
		const { error, outputs } = await run(attempt, items);
		expect(error).toBeUndefined();
		const found = byInput(outputs[0]);
		expect([...found.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5]);
		for (const [index, { input, store }] of items.entries()) {
			expect(found.get(index)).toMatchObject({ ...attempt.shows(input), ...store.details });
		}
		for (const store of all.stores) expect(store.requests()).toEqual(attempt.requests);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'fails for the items of one store alone, in their place, with %s',
		async (onError) => {
			const items = mixed(attempt);
			const { error, outputs } = await run(attempt, items, { credential: withOneWrongKey(), onError });
			expect(error).toBeUndefined();
			const found = byInput(outputs.flat());
			for (const [index, { input, store }] of items.entries()) {
				const failure = { error: refused, details: expect.objectContaining(store.details) };
				expect(found.get(index)).toMatchObject(
					store === all.stores[1] ? failure : { ...attempt.shows(input), ...store.details },
				);
			}
			if (onError === 'continueErrorOutput') {
				expect(outputs[1]?.map(itemOf)).toEqual([1, 4]);
				expect(outputs[1]?.[0]?.json).toMatchObject(items[1]?.input ?? {});
			}
			expect(all.stores[1].sandbox.requests.total()).toBe(1);
			for (const store of [all.stores[0], all.stores[2]]) expect(store.requests()).toEqual(attempt.requests);
		},
	);

	it('names the store and the item when that stops the run', async () => {
		const { error, json } = await run(attempt, mixed(attempt), { credential: withOneWrongKey() });
		expect(error?.message).toBe(refused);
		expect([1, 4]).toContain(error?.context?.['itemIndex']);
		expect(json).toEqual([]);
	});
});
