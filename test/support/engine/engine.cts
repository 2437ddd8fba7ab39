import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, Workflow } from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { OrderDesk } from '../../../nodes/OrderDesk/OrderDesk.node';
import { outputSchema } from '../../../nodes/shared/outputSchema';
import { findOperation } from '../../../nodes/OrderDesk/resources';
import { OrderDeskPollingTrigger } from '../../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { OrderDeskTrigger } from '../../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { secrets } from '../secrets/search.cts';
import '../secrets/n8nLogs.cts';
import { CredentialsOf } from './credentialsOf.cts';
import type { StoreCredential, StoresCredential } from './credentialsOf.cts';

/** Hands on what it gets: stands for whatever comes before our node in a workflow. */
const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** The action node as n8n offers it to AI agents: a type of its own. */
const tool = new OrderDesk();
tool.description = { ...tool.description, name: 'orderDeskTool', inputs: [], outputs: [NodeConnectionTypes.AiTool] };

export const types: Record<string, INodeType> = {
	'test.start': start,
	'n8n-nodes-order-desk.orderDesk': new OrderDesk(),
	'n8n-nodes-order-desk.orderDeskTool': tool,
	'n8n-nodes-order-desk.orderDeskTrigger': new OrderDeskTrigger(),
	'n8n-nodes-order-desk.orderDeskPollingTrigger': new OrderDeskPollingTrigger(),
};

const nodeTypes: INodeTypes = {
	getByName: (name) => types[name] as INodeType,
	getByNameAndVersion: (name) => types[name] as INodeType,
	getKnownTypes: () => ({}),
};

export const nodeOf = (
	type: 'orderDesk' | 'orderDeskTool' | 'orderDeskTrigger' | 'orderDeskPollingTrigger',
	parameters: INodeParameters,
): INode => ({
	id: '2',
	name: 'Order Desk',
	type: `n8n-nodes-order-desk.${type}`,
	typeVersion: 1,
	position: [200, 0],
	parameters,
	credentials: { orderDeskApi: { id: '1', name: 'Store' }, orderDeskStoresApi: { id: '2', name: 'Stores' } },
});

export const workflowOf = (
	nodes: INode[],
	connections: IWorkflowBase['connections'],
	timezone?: string,
	staticData: IDataObject = {},
): Workflow =>
	new Workflow({
		id: '1',
		nodes,
		connections,
		active: false,
		nodeTypes,
		staticData,
		...(timezone && { settings: { timezone } }),
	});

export const additionalDataOf = (credentials: CredentialsOf): IWorkflowExecuteAdditionalData =>
	({
		credentialsHelper: credentials,
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
	}) as unknown as IWorkflowExecuteAdditionalData;

export interface NodeRun {
	parameters: INodeParameters;
	credential: StoreCredential | StoresCredential;
	items?: IDataObject[];
	onError?: INode['onError'];
	/** n8n's own repetition of the whole node, three tries without a wait. */
	retryOnFail?: boolean;
	/** As a tool that an agent of n8n's present generation calls. */
	asTool?: boolean;
	/** IANA zone of the workflow. */
	timezone?: string;
	/** Called with a function that cancels the execution. */
	onStart?: (cancel: () => void) => void;
}

export interface NodeResult {
	/** The items of each output: the normal one, and the error output where there is one. */
	outputs: INodeExecutionData[][];
	/** The JSON of the normal output. */
	json: IDataObject[];
	/** What stopped the run. */
	error: (Error & { description?: string | null; context?: IDataObject; httpCode?: string }) | undefined;
	credentialReads: number;
	/** Requests that the node wanted to send. */
	attempts: number;
	run: IRun;
}

/** Whatever a test makes the node return has to fit the schema that the editor knows. */
const checkSchema = (
	{ resource, operation, output, authentication }: INodeParameters,
	items: INodeExecutionData[],
): void => {
	const found = findOperation(resource, operation);
	if (!found || resource === 'apiCall' || output !== 'full') return;
	// A shipment that is there already comes back whole.
	const known = Object.keys(outputSchema({ ...found, without: [] }).properties ?? {});
	if (authentication === 'severalStores') known.push('store_id', 'store_name');
	for (const { json } of items) {
		const unknown = 'error' in json ? [] : Object.keys(json).filter((name) => !known.includes(name));
		if (unknown.length > 0) throw new Error(`The output schema lacks ${unknown.join(', ')}`);
	}
};

let executions = 0;

/** Runs the action node in n8n's real engine, in this process, with the given input items. */
export const runNode = async ({
	parameters,
	credential,
	items = [{}],
	onError,
	retryOnFail,
	asTool,
	timezone,
	onStart,
}: NodeRun): Promise<NodeResult> => {
	const first: INode = { id: '1', name: 'Start', type: 'test.start', typeVersion: 1, position: [0, 0], parameters: {} };
	const node: INode = {
		...nodeOf(asTool ? 'orderDeskTool' : 'orderDesk', parameters),
		...(asTool && { rewireOutputLogTo: NodeConnectionTypes.AiTool }),
		...(onError && { onError }),
		...(retryOnFail && { retryOnFail, maxTries: 3, waitBetweenTries: 0 }),
	};
	const connections = { Start: { main: [[{ node: node.name, type: NodeConnectionTypes.Main, index: 0 }]] } };
	const workflow = workflowOf([first, node], connections, timezone);
	const credentials = new CredentialsOf(credential);
	const additionalData = additionalDataOf(credentials);
	const workflowData = {
		id: '1',
		name: 'Test',
		active: false,
		nodes: [first, node],
		connections,
	} as unknown as IWorkflowBase;
	additionalData.executionId = `${++executions}`;
	additionalData.hooks = new ExecutionLifecycleHooks('manual', additionalData.executionId, workflowData);

	const runData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: first, data: { main: [items.map((json) => ({ json }))] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(additionalData, 'manual', runData).processRunExecutionData(workflow);
	onStart?.(() => execution.cancel());
	const run = await execution;
	secrets.look('execution', run);
	secrets.look('static data', workflow.staticData);
	const task = run.data.resultData.runData[node.name]?.[0];
	const outputs = (task?.data?.[asTool ? 'ai_tool' : 'main'] ?? []).map((output) => output ?? []);
	checkSchema({ output: asTool ? 'simplified' : 'full', ...parameters }, outputs[0] ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map(({ json }) => json),
		error: task?.error as NodeResult['error'],
		credentialReads: credentials.reads,
		attempts: credentials.attempts,
		run,
	};
};
