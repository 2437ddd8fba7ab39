import type { ICredentialType, INodeParameters, INodeType } from 'n8n-workflow';
import { runInN8n, withEngineOptions } from '../virtual/n8n.cts';
import type { Job } from '../virtual/n8n.cts';
import type { Load } from './libraries.cts';
import { each } from './strategy.cts';
import type { Strategy } from './strategy.cts';

/* Nodes in n8n's own engine. Their requests reach the store through overWire. */

/** Nothing is listening there. */
const baseURL = 'https://store.invalid';

/** A node as n8n's documentation recommends it for REST APIs. */
const declarative = withEngineOptions({
	description: {
		displayName: 'Declarative',
		name: 'declarative',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Declarative' },
		inputs: ['main'],
		outputs: ['main'],
		requestDefaults: { baseURL },
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				default: 'get',
				options: [
					{
						name: 'Get',
						value: 'get',
						routing: { request: { method: 'GET', url: '=/api/v2/orders/{{ $parameter["orderId"] }}' } },
					},
				],
			},
			{ displayName: 'Order', name: 'orderId', type: 'string', default: '' },
		],
	} as INodeType['description'],
});

const strategy = (name: string, job: Omit<Job, 'items'>): Strategy => ({
	name,
	run: async (_world, wanted) => {
		const items = await runInN8n({ ...job, items: each(wanted, (number) => ({ id: String(number) })) });
		return wanted - items.filter(({ json, error }) => !error && !('error' in json)).length;
	},
});

const oneIn334ms = { batching: { batch: { batchSize: 1, batchInterval: 334 } } };
const getOrder: INodeParameters = { operation: 'get', orderId: '={{ $json.id }}' };

export const n8nEngine: readonly Strategy[] = [
	strategy("n8n's declarative engine", { nodeType: declarative, parameters: getOrder }),
	strategy("n8n's declarative engine, batching 1 in 334 ms", {
		nodeType: declarative,
		parameters: { ...getOrder, requestOptions: oneIn334ms },
	}),
];

interface VersionedNode {
	nodeVersions: Record<string, INodeType>;
}

/** @param load from an installed n8n, which has the node */
export const httpRequestType = (load: Load): { nodeType: INodeType; typeVersion: number } => {
	const { HttpRequest } = load('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => VersionedNode;
	};
	const typeVersion = 4.2;
	return { typeVersion, nodeType: new HttpRequest().nodeVersions[typeVersion] as INodeType };
};

export const httpRequestNode = (load: Load): Strategy[] => {
	const { nodeType, typeVersion } = httpRequestType(load);
	const url = `=${baseURL}/api/v2/orders/{{ $json.id }}`;
	const job = (options: INodeParameters): Omit<Job, 'items'> => ({
		nodeType,
		typeVersion,
		parameters: { method: 'GET', url, authentication: 'none', options },
	});
	return [strategy('HTTP Request node', job({})), strategy('HTTP Request node, batching 1 in 334 ms', job(oneIn334ms))];
};

export const otherOrderDeskType = (load: Load): { nodeType: INodeType; credentialType: ICredentialType } => {
	const { OrderDesk } = load('n8n-nodes-orderdesk/dist/nodes/OrderDesk/OrderDesk.node.js') as {
		OrderDesk: new () => INodeType;
	};
	const { OrderDesk: Credential } = load('n8n-nodes-orderdesk/dist/credentials/OrderDesk.credentials.js') as {
		OrderDesk: new () => ICredentialType;
	};
	return { nodeType: withEngineOptions(new OrderDesk()), credentialType: new Credential() };
};

export const otherOrderDeskNode = (load: Load): Strategy[] => {
	const { nodeType, credentialType } = otherOrderDeskType(load);
	const job: Omit<Job, 'items'> = {
		nodeType,
		parameters: { resource: 'orders', operation: 'getOrder', orderId: '={{ $json.id }}' },
		credential: { name: 'OrderDesk', type: credentialType, data: { storeId: '1', apiKey: 'key' } },
	};
	return [strategy('n8n-nodes-orderdesk 0.1.1', job)];
};
