import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// n8n-core reads these on import, and writes a settings file.
process.env['N8N_USER_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-order-desk-bench-'));
process.env['N8N_LOG_LEVEL'] ??= 'silent';

import { DirectoryLoader, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Credentials } from './credentials.cts';

/** A declarative node with the options that n8n gives all of them when it loads them. */
export const withEngineOptions = (nodeType: INodeType): INodeType => {
	DirectoryLoader.applyDeclarativeNodeOptionParameters(nodeType);
	return nodeType;
};

export interface Job {
	nodeType: INodeType;
	typeVersion?: number;
	parameters: INodeParameters;
	items: IDataObject[];
	credential?: { name: string; type: ICredentialType; data: ICredentialDataDecryptedObject };
}

/** Runs one node in n8n's own engine, with failed items as output; its items. */
export const runInN8n = async (job: Job): Promise<INodeExecutionData[]> => {
	const { nodeType, typeVersion = 1, parameters, items, credential } = job;
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'bench.node',
		typeVersion,
		position: [0, 0],
		parameters,
		onError: 'continueRegularOutput',
		...(credential && { credentials: { [credential.name]: { id: '1', name: 'Store' } } }),
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ id: '1', nodes: [node], connections: {}, active: false, nodeTypes });
	const additionalData = {
		credentialsHelper: new Credentials(credential?.type, credential?.data ?? {}),
		currentNodeExecutionIndex: 0,
		executionId: '1',
		instanceBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const input: INodeExecutionData[] = items.map((json, item) => ({ json, pairedItem: { item } }));
	const execution = { node, data: { main: [input] }, source: null };
	const runData = createRunExecutionData({ executionData: { nodeExecutionStack: [execution] } });
	const result = await new WorkflowExecute(additionalData, 'manual', runData).runNode(
		workflow,
		execution,
		runData,
		0,
		additionalData,
		'manual',
	);
	return ('data' in result && result.data?.[0]) || [];
};
