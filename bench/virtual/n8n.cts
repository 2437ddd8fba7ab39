import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// n8n-core reads these on import, and writes a settings file.
process.env['N8N_USER_FOLDER'] ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-order-desk-bench-'));
process.env['N8N_LOG_LEVEL'] ??= 'silent';

import { DirectoryLoader, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, ICredentialsHelper, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

/** n8n's part in credentials: the class of a package, and values that are kept here. */
class Credentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType | undefined,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type ?? {};
		const request = options as IHttpRequestOptions;
		return typeof authenticate === 'function' ? await authenticate(credentials, request) : request;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('not used by the engine');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return this.data;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): ICredentialType['properties'] {
		return this.type?.properties ?? [];
	}
}

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
