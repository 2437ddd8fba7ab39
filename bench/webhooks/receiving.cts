import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { Receiver } from '../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import { MemoryResponse } from './http.cts';
import { N8nHost } from './n8nHost.cts';
import type { HostRequest } from './http.cts';
import type { HostOptions } from './n8nHost.cts';
import { credential } from './posts.cts';

/** What n8n answered a post, and the order that the workflow was started with, if it was. */
export interface Outcome {
	status: number;
	order: IDataObject | undefined;
}

export type Receive = (request: HostRequest) => Promise<Outcome>;

/** Nothing may reach the folder of whoever runs this: n8n-core writes a settings file where it is told to. */
const quietly = async () => {
	process.env['N8N_USER_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-order-desk-bench-'));
	process.env['N8N_LOG_LEVEL'] = 'silent';
	await import('reflect-metadata');
	return (await import('n8n-core')).WebhookContext;
};

export const hostOf = async (parameters: INodeParameters, more: Partial<HostOptions> = {}): Promise<N8nHost> =>
	new N8nHost({ credential, parameters: { event: 'orderImported', ...parameters }, ...more }, await quietly());

/** The trigger in n8n's own WebhookContext, under the test URL: there, no post counts as a repeat of another. */
export const trigger = async (): Promise<Receive> => {
	const host = await hostOf({ output: 'raw' }, { mode: 'manual' });
	const receiver = new Receiver({ now: () => 0, sleep: async () => await Promise.resolve() }, new WorkflowMemory());
	return async (request) => {
		const response = new MemoryResponse();
		await host.receive(request, response, async (context) => await receiver.receive(context));
		const [item] = host.executions.splice(0);
		return { status: response.statusCode, order: item && orderOf(item) };
	};
};

/** The order as it was posted, without what the trigger adds. */
const orderOf = (item: IDataObject): IDataObject => {
	// As n8n keeps it.
	const order = JSON.parse(JSON.stringify(item)) as IDataObject;
	for (const name of ['event', 'event_key', 'received_at', 'folder_name']) delete order[name];
	return order;
};
