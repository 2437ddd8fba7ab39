import { Workflow } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, INode, INodeTypes, IPollFunctions } from 'n8n-workflow';

import type { JsonObject, Query, Send } from '../../api/types';
import { Checks } from '../../nodes/OrderDeskPollingTrigger/check';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import type { StepClock } from './client.cts';
import { ours } from './pollers.cts';
import type { Poller } from './run.cts';

const nodeTypes: INodeTypes = {
	getByName: () => ({ description: { properties: [] } }) as never,
	getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
	getKnownTypes: () => ({}),
};

/** The client of a node takes the time from the globals, and waits with them. */
export const inTimeOf = async <T,>(clock: StepClock, work: () => Promise<T>): Promise<T> => {
	const [now, wait] = [Date.now, globalThis.setTimeout];
	Date.now = clock.now;
	globalThis.setTimeout = ((run: () => void, milliseconds = 0) =>
		void clock.sleep(milliseconds).then(run)) as unknown as typeof wait;
	try {
		return await work();
	} finally {
		Date.now = now;
		globalThis.setTimeout = wait;
	}
};

let stores = 0;

/** What happens to n8n, by the number of the check before which it does. */
export interface Upset {
	/** n8n is stopped and started again. */
	restarts?: (check: number) => boolean;
	/** The node is renamed, and the workflow published again. */
	renames?: (check: number) => boolean;
}

/**
 * The polling trigger as n8n runs it without durable cursors: what it remembers is saved when the workflow is published
 * and with each execution, and not after other checks. A new process, or a workflow that is published again, begins
 * with that.
 */
export const inN8n = (parameters: IDataObject, { restarts = () => false, renames = () => false }: Upset): Poller => {
	const store = `${++stores}`;
	const node = { id: 'trigger', name: 'Trigger', type: 'polling', typeVersion: 1, position: [0, 0], parameters: {} };
	let now = (): number => 0;
	let send: Send | undefined;
	let saved: IDataObject = {};
	let isPublishing = false;
	let checks = 0;
	const newProcess = () => new Checks(() => now(), new WorkflowMemory());
	let process = newProcess();
	let workflow: Workflow;
	const publish = () => {
		const staticData = structuredClone(saved);
		workflow = new Workflow({
			id: 'one',
			nodes: [node as INode],
			connections: {},
			active: true,
			nodeTypes,
			staticData,
		});
		isPublishing = true;
	};
	publish();

	const context = {
		getMode: () => 'trigger',
		getNode: () => node,
		getWorkflow: () => ({ id: 'one', active: true }),
		getTimezone: () => 'UTC',
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: (type: string) => workflow.getStaticData(type, node as INode),
		getCredentials: async () => ({ storeId: store, apiKey: 'key of the bench', baseUrl: 'http://localhost/api/v2' }),
		logger: { warn: (message: string) => expectNone(message) },
		helpers: {
			httpRequestWithAuthentication: async (_: string, { method, url, body }: IHttpRequestOptions) => {
				const { pathname, searchParams } = new URL(url);
				const query: Query = Object.fromEntries(searchParams);
				const request = { method: method ?? 'GET', path: pathname.replace('/api/v2', ''), query, body };
				const reply = await (send as Send)(request as Parameters<Send>[0]);
				return { statusCode: reply.status, headers: reply.headers, body: JSON.stringify(reply.body) };
			},
		},
	} as unknown as IPollFunctions;

	return {
		async check(_, __, { send: sendNow, clock }) {
			[now, send] = [clock.now, sendNow];
			checks += 1;
			if (restarts(checks)) {
				process = newProcess();
				publish();
			}
			if (renames(checks)) {
				node.name = `Trigger ${checks}`;
				publish();
			}
			const data = await inTimeOf(clock, () => process.run(context));
			if (data || isPublishing) saved = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			isPublishing = false;
			return (data?.[0] ?? []).map(({ json }) => json as JsonObject);
		},
	};
};

/**
 * A trigger that begins with the present whenever it has nothing under its name, and keeps nothing across a restart.
 */
export const forgetful = ({ restarts = () => false, renames = () => false }: Upset): Poller => {
	let poller = ours('orderUpdated');
	let checks = 0;
	return {
		check: async (client, now, around) => {
			checks += 1;
			if (restarts(checks) || renames(checks)) poller = ours('orderUpdated');
			return await poller.check(client, now, around);
		},
	};
};

const expectNone = (message: string): never => {
	throw new Error(`The trigger complains: ${message}`);
};
