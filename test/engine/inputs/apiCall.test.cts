import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../../support/engine/engine.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const call = async (parameters: INodeParameters) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'apiCall', operation: 'request', ...parameters },
		items: [{ v: 1 }],
	});
const stored = (id: string) => store.sandbox.store.orders.get(id) as unknown as IDataObject;

describe('API Call', () => {
	it.each([['={{ $json.nope }}'], ['={{ null }}'], ['null'], ['="x"'], ['7'], ['={{ true }}']])(
		'sends no JSON that is no object or list: %s',
		async (jsonBody) => {
			const [id = ''] = store.put(1);
			const before = JSON.stringify(stored(id));
			const { error } = await call({ method: 'PUT', path: `/orders/${id}`, bodyFormat: 'json', jsonBody });
			expect(error?.message).toContain("'JSON Body'");
			expect(JSON.stringify(stored(id))).toBe(before);
		},
	);

	it('reads no pages of what is no list', async () => {
		const [id = ''] = store.put(1);
		const { error } = await call({ method: 'GET', path: `/orders/${id}`, allPages: true });
		expect(error?.message).toContain('The reply is not a list');
	});

	it.each([
		[{ name: '={{ $json.nope }}', value: 'x' }],
		[{ name: '', value: 'x' }],
		[{ name: 'a', value: '={{ $json.nope }}' }],
	])('refuses a query of half a row: %j', async (entry) => {
		const { error } = await call({ method: 'GET', path: '/orders', queryParameters: { entries: [entry] } });
		expect(error?.message).toContain('Query Parameters');
		expect(store.sandbox.requests.total()).toBe(0);
	});

	const emptyBodies: INodeParameters[] = [
		{},
		{ bodyFormat: 'none' },
		{ bodyFormat: 'form' },
		{ bodyFormat: 'form', formBody: { entries: [] } },
		{ bodyFormat: 'form', formBody: { entries: [{ name: 'email', value: '' }] } },
		...['{}', '[]', '={{ ({}) }}', '[{}]', '{"email":"{{ $json.nope }}"}', '{"shipping":{"city":null}}'].map(
			(json) => ({
				bodyFormat: 'json',
				jsonBody: json.startsWith('=') ? json : `=${json}`,
			}),
		),
	];

	it.each(emptyBodies.map((body) => [body]))('blanks no record with a PUT that says nothing: %j', async (body) => {
		const [id = ''] = store.put(1);
		const item = store.sandbox.store.inventory.add({ name: 'Mug', code: 'mug', stock: 10 });
		for (const path of [`/orders/${id}`, `/inventory-items/${item.id}`]) {
			const { error } = await call({ method: 'PUT', path, ...body });
			expect(error?.message).toBe('A PUT without a body would blank the record');
			expect(error?.description).toContain("'Update'");
		}
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it('sends a body that says nothing only where none was chosen', async () => {
		const [id = ''] = store.put(1);
		const post = { method: 'POST', path: `/orders/${id}/order-history` };
		for (const body of emptyBodies.slice(2)) {
			expect((await call({ ...post, ...body })).error?.message).toMatch(/^The parameter '(JSON|Form) Body' is empty$/);
		}
		expect(store.sandbox.requests.total()).toBe(0);
		await call({ ...post, bodyFormat: 'none' });
		expect(store.sandbox.requests.total()).toBe(1);
	});

	it.each([
		['email', '{ email: $json.nope, note: 1 }'],
		['shipping > city', '{ shipping: { city: $json.nope }, note: 1 }'],
		['order_items > 1', '{ order_items: [1, $json.nope] }'],
		['0 > id', '[{ id: $json.nope }]'],
	])('sends no JSON with an undefined value in it: %s', async (path, code) => {
		const jsonBody = `={{ (${code.replaceAll('}', '} ')}) }}`;
		for (const method of ['PUT', 'POST']) {
			const { error } = await call({ method, path: '/orders', bodyFormat: 'json', jsonBody });
			expect(error?.message).toBe(`The parameter 'JSON Body > ${path}' has no value`);
		}
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it.each([
		[''],
		[' '],
		['={{ $json.nope }}'],
		['={{ $json.nope }}{{ $json.nope }}'],
		['={{ [] }}'],
		['={{ ["1", ""] }}'],
	])('lists nothing where a query parameter is %j, which Order Desk would ignore', async (value) => {
		const queryParameters = { entries: [{ name: 'folder_id', value }] };
		const { error } = await call({ method: 'GET', path: '/orders', queryParameters });
		expect(error?.message).toContain("'Query Parameters > folder_id'");
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it.each([
		['DELETE', '=/orders/{{ $json.nope }}'],
		['GET', '=/orders/{{ $json.nope }}/order-items'],
	])('takes no path with an empty part: %s %s', async (method, path) => {
		const { error } = await call({ method, path });
		expect(error?.message).toMatch(/^A part of the path '.*' is empty$/);
		expect(store.sandbox.requests.total()).toBe(0);
	});
});
