import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine/engine.cts';
import type { NodeRun } from '../support/engine/engine.cts';
import { byId, byName, bySourceId, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });
const eachId = byId('={{ $json.id }}');

/** What was written to the store since it started. */
const written = () =>
	store.sandbox.requests.since().filter(({ method, status }) => method !== 'GET' && status >= 200 && status < 300);

describe('bad input gets a message that names item and parameter, and nothing is written', () => {
	it.each<[string, string, INodeParameters, RegExp]>([
		[
			'an ID that is none',
			'update',
			{ orderId: byId('={{ $json.n ? "A-17" : "1" }}'), updateFields: { email: 'a@b.c' } },
			/'Order' is not an Order Desk ID: A-17/,
		],
		['an empty order', 'delete', { orderId: byId('={{ $json.n ? "" : "1" }}') }, /'Order' is empty/],
		[
			'malformed JSON',
			'create',
			{
				orderInput: 'json',
				orderJson:
					'={{ $json.n ? "{oops" : "{\\"customer\\":{\\"company\\":\\"A\\"},\\"order_items\\":[{\\"name\\":\\"x\\"}]}" }}',
			},
			/'Order \(JSON\)' is not valid JSON/,
		],
		[
			'an order without items',
			'create',
			{ additionalFields: { customer: { company: 'A' } } },
			/The order has no items/,
		],
		[
			'a number that is none',
			'update',
			{ orderId: byId('1'), updateFields: { tax_total: '={{ $json.n ? "much" : 1 }}' } },
			/'Tax Total' is not a number: much/,
		],
		['an update of nothing', 'update', { orderId: byId('1') }, /There is nothing to update/],
		[
			'a date that is none',
			'getAll',
			{ filters: { search_start_date: 'yesterday' } },
			/'Added After' is not a date: yesterday/,
		],
		['an empty filter', 'getAll', { filters: { email: '' } }, /The filter 'Email' is empty/],
		['a blank filter', 'getAll', { filters: { email: ' ' } }, /The filter 'Email' is empty/],
		['a filter of no folder', 'getAll', { filters: { folder_id: [''] } }, /The filter 'Folder Names or IDs' is empty/],
		['a limit of zero', 'getAll', { limit: 0 }, /'Limit' is not a whole number above 0/],
		[
			'a field whose expression gives nothing',
			'update',
			{ orderId: byId('1'), updateFields: { email: '={{ $json.missing }}' } },
			/'Email' has no value/,
		],
		[
			'a number whose expression gives nothing',
			'update',
			{ orderId: byId('1'), updateFields: { tax_total: '={{ $json.missing }}' } },
			/'Tax Total' has no value/,
		],
		[
			'a text that is an object',
			'update',
			{ orderId: byId('1'), updateFields: { email: '={{ { "a": 1 } }}' } },
			/'Email' is not a text/,
		],
		[
			'a line of an address without a value',
			'update',
			{ orderId: byId('1'), updateFields: { shipping: { city: '={{ null }}' } } },
			/'Shipping Address > City' has no value/,
		],
		['a time of day', 'getAll', { filters: { search_start_date: '12:30' } }, /'Added After' is not a date/],
		['a note that is an object', 'addNote', { orderId: byId('1'), note: '={{ { "a": 1 } }}' }, /'Note' is not a text/],
		[
			'an output that there is not',
			'get',
			{ orderId: byId('1'), output: '={{ "all" }}' },
			/'Output' is none of full, raw/,
		],
		[
			'a choice that there is not',
			'create',
			{
				orderInput: 'json',
				orderJson: '{"customer":{"company":"A"},"order_items":[{"name":"x"}]}',
				options: { ifExists: '={{ "replace" }}' },
			},
			/'If It Already Exists' is none of fail, return, update: replace/,
		],
		['an empty note', 'addNote', { orderId: byId('1'), note: ' ' }, /'Note' is empty/],
	])('%s', async (_, operation, parameters, message) => {
		const { error, json } = await run(operation, parameters, { items: [{ n: 0 }, { n: 1 }] });
		expect(error?.message).toMatch(message);
		expect(error?.context?.['itemIndex']).toEqual(expect.any(Number));
		expect(json).toEqual([]);
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it('a folder that does not exist', async () => {
		const [id = ''] = store.put(1);
		const { error } = await run('move', { orderId: byId(id), folderId: byName('Nowhere') });
		expect(error?.message).toBe("The store has no folder with the name 'Nowhere'");
		expect(written()).toEqual([]);
	});

	it('a folder that does not exist, for a new order', async () => {
		const orderJson = '{"folder_id":999999,"customer":{"company":"A"},"order_items":[{"name":"x"}]}';
		const { error } = await run('create', { orderInput: 'json', orderJson });
		expect(error?.message).toBe("The store has no folder with the name '999999'");
		expect(written()).toEqual([]);
	});

	it.each([
		['delete', {}],
		['update', { updateFields: { email: 'a@b.c' } }],
	])('an unknown source ID among others, to %s', async (operation, more) => {
		store.put(2);
		const orderId = bySourceId('={{ $json.number }}');
		const { error } = await run(
			operation,
			{ orderId, ...more },
			{ items: [{ number: '0' }, { number: '1' }, { number: 'none' }] },
		);
		expect(error).toMatchObject({ message: "No order has the source ID 'none'", context: { itemIndex: 2 } });
		expect(written()).toEqual([]);
	});

	it('an unknown id', async () => {
		const { error } = await run('update', { orderId: byId('99'), updateFields: { email: 'a@b.c' } });
		expect(error).toMatchObject({ httpCode: '404', context: { itemIndex: 0 } });
		expect(written()).toEqual([]);
	});

	it('a wrong key, which is tried once for all items', async () => {
		const ids = store.put(30);
		const { error } = await run(
			'update',
			{ orderId: eachId, updateFields: { email: 'a@b.c' } },
			{ items: ids.map((id) => ({ id })), credential: { ...store.credential, apiKey: 'wrong-key-value' } },
		);
		expect(error?.message).toBe('Order Desk does not accept this Store ID and API Key (Invalid API Key)');
		expect(error?.description).toContain('Store Settings > API');
		expect(JSON.stringify(error)).not.toContain('wrong-key-value');
		expect(store.sandbox.requests.total()).toBe(1);
	});

	it('a base URL to which the key would travel in clear', async () => {
		const { error } = await run(
			'getAll',
			{},
			{ credential: { ...store.credential, baseUrl: 'http://example.com/api/v2' } },
		);
		expect(error?.message).toContain('has to start with https://');
	});

	it('a store that cannot be reached', async () => {
		const { credential } = store;
		await store.close();
		const { error } = await run('getAll', {}, { credential });
		expect(error?.message).toBe('Order Desk could not be reached');
		store = await testStore();
	});
});

describe('an item that fails', () => {
	const mixed = () => {
		const [first = '', last = ''] = store.put(2);
		return { first, last, items: [{ id: first }, { id: '99' }, { id: last }] };
	};

	it('stops the run where nothing else is chosen', async () => {
		const { items } = mixed();
		const { error, json } = await run('get', { orderId: eachId }, { items });
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(json).toEqual([]);
	});

	it('becomes an item with its message, in its place, where the run goes on', async () => {
		const { first, last, items } = mixed();
		const { json, outputs } = await run('get', { orderId: eachId }, { items, onError: 'continueRegularOutput' });
		expect(json.map(({ id, error }) => id ?? error)).toEqual([
			first,
			'Order Desk did not get order 99: Order Not Found',
			last,
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it('goes to the error output, with what came in', async () => {
		const { first, last, items } = mixed();
		const { outputs } = await run('get', { orderId: eachId }, { items, onError: 'continueErrorOutput' });
		expect(outputs[0]?.map(({ json }) => json.id)).toEqual([first, last]);
		expect(outputs[1]?.map(({ json }) => json)).toEqual([
			{
				id: '99',
				error: expect.stringContaining('Order Not Found'),
				details: { advice: expect.stringContaining('Check the ID') },
			},
		]);
	});

	it('fails alone in a request that serves several items', async () => {
		const { first, last, items } = mixed();
		const { json } = await run(
			'move',
			{ orderId: eachId, folderId: byName('Closed') },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(json.map(({ order_id, error }) => order_id ?? error)).toEqual([
			first,
			"Order 99 was not moved to 'Closed'",
			last,
		]);
	});

	it('with a wrong parameter fails alone where the run goes on', async () => {
		const [id = ''] = store.put(1);
		const { json } = await run(
			'get',
			{ orderId: eachId },
			{ items: [{ id: 'x' }, { id }], onError: 'continueRegularOutput' },
		);
		expect(json).toEqual([
			expect.objectContaining({ error: "The parameter 'Order' is not an Order Desk ID: x" }),
			expect.objectContaining({ id }),
		]);
	});

	it('carries the id of the order that exists already', async () => {
		const [id] = store.put(1);
		const orderJson = JSON.stringify({
			source_id: '0',
			source_name: 'Shopify',
			customer: { company: 'A' },
			order_items: [{ name: 'x' }],
		});
		const { json } = await run('create', { orderInput: 'json', orderJson }, { onError: 'continueRegularOutput' });
		expect(json).toEqual([
			{
				error: 'Order Desk did not create the order: Order 0 already imported.',
				details: { advice: expect.stringContaining(`the order with the ID ${id}`), existing_order_id: id },
			},
		]);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more', async () => {
		const ids = store.put(60);
		let cancelled = false;
		const { attempts } = await run(
			'get',
			{ orderId: eachId },
			{
				items: ids.map((id) => ({ id })),
				onStart: (cancel) => {
					const watch = setInterval(() => {
						if (store.sandbox.requests.total() < 20) return;
						clearInterval(watch);
						cancelled = true;
						cancel();
					}, 5);
				},
			},
		);
		expect(cancelled).toBe(true);
		const quiet = async () => await new Promise((resolve) => setTimeout(resolve, 1_500));
		// What was on its way when the user cancelled may still arrive, on a busy machine a little later.
		let sent = -1;
		while (sent !== store.sandbox.requests.total()) {
			sent = store.sandbox.requests.total();
			await quiet();
		}
		await quiet();
		expect(store.sandbox.requests.total()).toBe(sent);
		expect(sent).toBeLessThan(40);
		// n8n sends nothing either once it is cancelled, so the store does not see what the node goes on trying.
		expect(attempts).toBeLessThan(40);
	});
});
