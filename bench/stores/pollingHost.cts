import { Workflow } from 'n8n-workflow';
import type {
	ICredentialsDecrypted,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeType,
	INodeTypes,
	IPollFunctions,
} from 'n8n-workflow';

import type { ApiRequest, JsonObject, Query } from '../../api/types';
import { Checks } from '../../nodes/OrderDeskPollingTrigger/check';
import { authenticationProperty } from '../../nodes/connection/authentication';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import { sendOf } from '../polling/client.cts';
import type { StepClock } from '../polling/client.cts';
import { inTimeOf } from '../polling/n8nHost.cts';
import type { World } from '../polling/world.cts';

/** A store that is polled. */
export interface PolledStore {
	id: string;
	world: World;
}

export interface HostOptions {
	clock: StepClock;
	/** By how much the clock of n8n is ahead. Milliseconds. */
	skew: number;
	/** How long a check may take; n8n's usual time when left out. Milliseconds. */
	budget?: number;
}

/** n8n takes the parameters from a node that its type does not have. */
const nodeType = { description: { properties: [authenticationProperty] } } as INodeType;

const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
};

let hosts = 0;

/**
 * One polling trigger of several stores, as n8n runs it without durable cursors: what it remembers is saved when the
 * workflow is published and with each execution.
 */
export class PollingHost {
	/** What n8n has saved. Characters. */
	saved = '{}';

	/** The stores of the credential. */
	stores: readonly PolledStore[] = [];

	private checks!: Checks;

	private workflow!: Workflow;

	private isPublishing = true;

	private readonly node: INode;

	constructor(private readonly options: HostOptions) {
		this.node = {
			id: `trigger-${++hosts}`,
			name: 'Trigger',
			type: 'polling',
			typeVersion: 1,
			position: [0, 0],
			parameters: { authentication: 'severalStores' },
		};
		this.restart();
	}

	/** n8n stops, and starts with what it has saved. */
	restart(): void {
		const { clock, skew } = this.options;
		const never = async () => await new Promise<void>(() => undefined);
		this.checks = new Checks(() => clock.now() + skew, new WorkflowMemory(), undefined, never);
		this.workflow = new Workflow({
			id: 'one',
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(this.saved) as IDataObject,
		});
		this.isPublishing = true;
	}

	/** One check: the items of the execution that it starts. */
	async check(): Promise<JsonObject[]> {
		const data = await inTimeOf(this.options.clock, async () => await this.checks.run(this.context()));
		if (data || this.isPublishing) this.saved = JSON.stringify(this.workflow.staticData);
		this.isPublishing = false;
		return (data?.[0] ?? []).map(({ json }) => json as JsonObject);
	}

	private context(): IPollFunctions {
		const { clock, budget } = this.options;
		const parameters: IDataObject = { event: 'orderUpdated' };
		const apiKeys = this.stores.map(({ id }) => `Store ${id}, ${id}, key-of-the-bench`).join('\n');
		const fail = (problem: unknown): never => {
			throw problem instanceof Error ? problem : new Error(`The trigger complains: ${String(problem)}`);
		};
		return {
			getMode: () => 'trigger',
			getNode: () => this.node,
			getWorkflow: () => ({ id: 'one', active: true }),
			getTimezone: () => 'UTC',
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getWorkflowStaticData: (type: string) => this.workflow.getStaticData(type, this.node),
			getCredentials: async () => ({ apiKeys, baseUrl: 'http://localhost/api/v2' }),
			...(budget !== undefined && { getPollBudgetMs: () => budget }),
			__emitError: fail,
			logger: { warn: fail },
			helpers: {
				httpRequestWithAuthentication: async (
					_: string,
					{ method = 'GET', url }: IHttpRequestOptions,
					{ credentialsDecrypted }: { credentialsDecrypted: ICredentialsDecrypted },
				) => {
					const store = this.stores.find(({ id }) => id === credentialsDecrypted.data?.['storeId']) as PolledStore;
					const { pathname, searchParams } = new URL(url);
					const query: Query = Object.fromEntries(searchParams);
					const send = sendOf(clock, async (request) => store.world.answer(request));
					const reply = await send({ method, path: pathname.replace('/api/v2', ''), query } as ApiRequest);
					return { statusCode: reply.status, headers: reply.headers, body: JSON.stringify(reply.body) };
				},
			},
		} as unknown as IPollFunctions;
	}
}
