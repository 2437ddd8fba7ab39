import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeParameters,
	INodeType,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import type { HostRequest, HostResponse } from './http.cts';

export interface HostCredential {
	storeId: string;
	apiKey: string;
	baseUrl: string;
}

/** Of several stores, one a line. */
export interface HostStores {
	apiKeys: string;
	baseUrl: string;
}

export interface HostNode {
	id: string;
	name: string;
}

export interface HostOptions {
	/** Undefined when it cannot be read. */
	credential: HostCredential | HostStores | undefined;
	parameters: INodeParameters;
	/** One when left out. */
	nodes?: [HostNode, ...HostNode[]];
	/** `manual` for the test URL. */
	mode?: 'webhook' | 'manual';
	/** How long it takes n8n to record an execution, and again to answer; no time when left out. */
	recording?: () => Promise<void>;
}

type Webhook = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** What may go wrong around a post. */
export interface Mishaps {
	/** n8n cannot record the execution, for example because its database is down. */
	recording?: boolean;
	/** Order Desk hangs up while n8n is at work. */
	hangUp?: boolean;
	/** n8n dies after it has recorded the execution, and before it has kept the static data. */
	death?: boolean;
	/** Whether this process of n8n still runs; looked at before it records and before it answers. */
	isAlive?: () => boolean;
}

/** Of a process that is dead nothing waits any more. */
const die = (response: HostResponse): void => {
	response.status(500);
	response.writableEnded = true;
	response.destroy();
};

let hosts = 0;

/**
 * The sequence of n8n 2.41 around a trigger's webhook(), with n8n's own Workflow and WebhookContext (n8n:
 * dist/webhooks/live-webhooks.js and webhook-helpers.js, dist/workflow-runner.js): the workflow and its static data are
 * read from the database, webhook() runs, the execution is recorded, the answer is looked at, the static data is written
 * whole if it is marked as changed, the answer goes out.
 */
export class N8nHost {
	/** The static data as the database holds it. */
	database = '{}';

	/** The items that executions were recorded for, in their sequence. */
	readonly executions: IDataObject[] = [];

	/** The triggers of the workflow. A test may rename them. */
	readonly nodes: [HostNode, ...HostNode[]];

	private readonly trigger = new OrderDeskTrigger();

	private readonly credentialType = new OrderDeskApi();

	/** Of its own, since a process tells workflows apart by it. */
	readonly workflowId = `w${++hosts}`;

	constructor(
		private readonly options: HostOptions,
		private readonly WebhookContext: typeof import('n8n-core').WebhookContext,
	) {
		this.nodes = options.nodes ?? [{ id: 'n1', name: 'Order Desk Trigger' }];
	}

	/**
	 * Resolves when n8n is done with the post, which is when `response` is answered or n8n is dead. The post is for the
	 * first trigger of the workflow, unless `nodeId` is that of another one.
	 */
	async receive(
		request: HostRequest,
		response: HostResponse,
		webhook: Webhook,
		mishaps: Mishaps = {},
		nodeId?: string,
	): Promise<void> {
		const { mode = 'webhook' } = this.options;
		const node = this.node(this.nodes.find(({ id }) => id === nodeId) ?? this.nodes[0]);
		const fromDatabase = JSON.parse(this.database) as IDataObject;
		const workflow = this.workflow(node, fromDatabase);
		const context = new this.WebhookContext(
			workflow,
			node,
			this.additionalData(request, response),
			mode,
			{ node: node.name, webhookDescription: { name: 'default' } } as unknown as IWebhookData,
			[],
			null,
		);
		const result = await webhook(context as unknown as IWebhookFunctions);
		if (mishaps.hangUp) response.destroy();
		if (result.workflowData) {
			// Made for the execution of the same data, which is then no longer marked as changed.
			this.workflow(node, fromDatabase);
			await this.options.recording?.();
			if (mishaps.isAlive?.() === false) return die(response);
			if (mishaps.recording) return void response.status(500).send('Workflow could not be started');
			this.executions.push(...result.workflowData.flat().map(({ json }) => json));
		}
		if (mishaps.death) return die(response);
		const answer = result.webhookResponse as unknown;
		const { staticData } = workflow;
		if (staticData['__dataChanged'] === true && mode === 'webhook') this.database = JSON.stringify(staticData);
		await this.options.recording?.();
		if (mishaps.isAlive?.() === false) return die(response);
		if (!result.noWebhookResponse) response.status(200).send(String(answer ?? ''));
	}

	private workflow(node: INode, staticData: IDataObject): Workflow {
		return new Workflow({
			id: this.workflowId,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => this.trigger,
				getByNameAndVersion: () => this.trigger as INodeType,
				getKnownTypes: () => ({}),
			},
			staticData,
		});
	}

	private node({ id, name }: HostNode): INode {
		return {
			id,
			name,
			type: 'n8n-nodes-order-desk.orderDeskTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: this.options.parameters,
			credentials: { orderDeskApi: { id: '1', name: 'Store' }, orderDeskStoresApi: { id: '2', name: 'Stores' } },
		};
	}

	private additionalData(request: HostRequest, response: HostResponse): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: {
				getParentTypes: () => [],
				isCredentialUsableByNode: () => true,
				getCredentialsProperties: () => [],
				preAuthentication: async () => await Promise.resolve(undefined),
				runPreAuthentication: async () => await Promise.resolve(undefined),
				getDecrypted: async () => {
					const { credential } = this.options;
					if (!credential) throw new Error('The credential is gone');
					return await Promise.resolve({ ...credential });
				},
				authenticate: async (data: ICredentialDataDecryptedObject, _: string, options: IHttpRequestOptions) =>
					await this.credentialType.authenticate(data, options),
			},
			httpRequest: { query: {}, params: {}, body: {}, ...request },
			httpResponse: response,
			currentNodeExecutionIndex: 0,
			restApiUrl: 'http://localhost/rest',
			instanceBaseUrl: 'http://localhost/',
			formBaseUrl: 'http://localhost/form',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			formTestBaseUrl: 'http://localhost/form-test',
			webhookBaseUrl: 'http://localhost/webhook',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			webhookTestBaseUrl: 'http://localhost/webhook-test',
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}
