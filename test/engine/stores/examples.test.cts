import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { runNode, types } from '../../support/engine/engine.cts';
import { testStores } from '../../support/engine/severalStores.cts';
import type { TestStores } from '../../support/engine/severalStores.cts';

const folder = join(__dirname, '..', '..', '..', 'examples', 'many-stores');
const files = readdirSync(folder);
const nodesOf = (file: string): INode[] =>
	(JSON.parse(readFileSync(join(folder, file), 'utf8')) as { nodes: INode[] }).nodes;
const ours = ({ type }: INode): boolean => type.startsWith('n8n-nodes-order-desk.');

describe.each(files)('the example %s', (file) => {
	it('works with several stores in each of our nodes, with parameters that these have', () => {
		const nodes = nodesOf(file).filter(ours);
		expect(nodes.length).toBeGreaterThan(0);
		for (const { parameters, type } of nodes) {
			const names = types[type]?.description.properties.map(({ name }) => name) ?? [];
			expect(parameters['authentication']).toBe('severalStores');
			expect(Object.keys(parameters).filter((name) => name !== 'pollTimes' && !names.includes(name))).toEqual([]);
		}
	});
});

let all: TestStores;
beforeEach(async () => void (all = await testStores()));
afterEach(() => all.close());

describe('the stock of a SKU', () => {
	it('gets from one store into the others while one of them fails', async () => {
		const { parameters, onError } = nodesOf('3-one-stock-for-all-stores.json').find(
			({ name }) => name === 'All stores',
		) as INode;
		const credential = { ...all.credential, apiKeys: `${all.credential.apiKeys}\nDead, 999, wrong-key` };
		const { outputs } = await runNode({ parameters, credential, ...(onError && { onError }) });
		expect(outputs[0]).toMatchObject(all.stores.map(({ details }) => ({ json: details })));
		expect(outputs[1]).toMatchObject([{ json: { details: { store_name: 'Dead' } } }]);
	});
});

describe('the orders of a client', () => {
	/** A node of the example, with the third test store as the one in which orders are fulfilled. */
	const runExample = async (name: string, items: IDataObject[]) => {
		const { parameters } = nodesOf('2-fulfil-for-clients.json').find((node) => node.name === name) as INode;
		const here = JSON.parse(JSON.stringify(parameters).replaceAll('Fulfilment', 'Gamma')) as INodeParameters;
		const { json, error } = await runNode({ parameters: here, credential: all.credential, items });
		expect(error).toBeUndefined();
		return json;
	};

	const ordersOf = async (store: string): Promise<IDataObject[]> => {
		const parameters = { authentication: 'severalStores', resource: 'order', operation: 'getAll', storeId: store };
		return (await runNode({ parameters, credential: all.credential })).json;
	};

	it('are copied once into the fulfilment store, and their shipments come back', async () => {
		const [acme, , gamma] = all.stores;
		acme.put(1);
		const [order = {}] = await ordersOf('Acme');
		await runExample('Copy to fulfilment store', [order]);
		const again = await runExample('Copy to fulfilment store', [order]);
		expect(again).toMatchObject([{ ...gamma.details, already_existed: true }]);

		const [copy = {}] = await ordersOf('Gamma');
		const items = [expect.objectContaining({ name: (order['order_items'] as IDataObject[])[0]?.['name'] })];
		expect(copy).toMatchObject({ email: order['email'], order_items: expect.arrayContaining(items) });
		gamma.sandbox.store.shipments.add(String(copy['id']), { tracking_number: '1Z999', carrier_code: 'UPS' });
		const [shipped = {}] = await ordersOf('Gamma');
		const [shipment] = await runExample('Shipment to the client', [shipped]);
		expect(shipment).toMatchObject({ ...acme.details, order_id: order['id'], tracking_number: '1Z999' });
	});
});
