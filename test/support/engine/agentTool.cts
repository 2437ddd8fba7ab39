import { SupplyDataContext } from 'n8n-core';
import { createNodeAsTool } from 'n8n-core/dist/execution-engine/node-execution-context/utils/create-node-as-tool';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import { createRunExecutionData, NodeConnectionTypes } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, INodeType, ISupplyDataFunctions } from 'n8n-workflow';
import { CredentialsOf } from './credentialsOf.cts';
import type { StoreCredential } from './credentialsOf.cts';
import { additionalDataOf, nodeOf, types, workflowOf } from './engine.cts';

/** A tool as an agent has it. */
export interface AgentTool {
	/** As the model reads them: the arguments by name, each with its description. */
	arguments: Record<string, { description?: string; type: string }>;
	/** Calls it as n8n's older agents do, and agents that are tools themselves: the answer that the model reads. */
	call(values: IDataObject): Promise<string>;
	/** The same, after n8n has checked the arguments that the model gives. */
	callChecked(values: IDataObject): Promise<string>;
}

interface Options {
	credential: StoreCredential;
	/** n8n's own tries, three without a wait. */
	retryOnFail?: boolean;
}

export const agentTool = (parameters: INodeParameters, { credential, retryOnFail }: Options): AgentTool => {
	const node: INode = {
		...nodeOf('orderDeskTool', parameters),
		...(retryOnFail && { retryOnFail, maxTries: 3, waitBetweenTries: 0 }),
	};
	// Takes parameters away that n8n does not show.
	const workflow = workflowOf([node], {});
	const shown = workflow.getNode(node.name) as INode;
	const nodeType = types[node.type] as INodeType;
	const additionalData = { ...additionalDataOf(new CredentialsOf(credential)), executionId: 'agent' };
	const runData = createRunExecutionData({});
	const contextOf = (runIndex: number): ISupplyDataFunctions =>
		new SupplyDataContext(
			workflow,
			shown,
			additionalData,
			'manual',
			runData,
			runIndex,
			[],
			{},
			NodeConnectionTypes.AiTool,
			{ data: {}, node: shown, source: null },
			[],
		) as ISupplyDataFunctions;
	const handleToolInvocation = makeHandleToolInvocation(contextOf, shown, nodeType, runData);
	const { response } = createNodeAsTool({ node: shown, nodeType, handleToolInvocation });
	const { shape } = response.schema as unknown as {
		shape: Record<string, { description?: string; _def: { typeName: string } }>;
	};
	return {
		arguments: Object.fromEntries(
			Object.entries(shape).map(([name, { description, _def: definition }]) => [
				name,
				{ type: definition.typeName.replace('Zod', '').toLowerCase(), ...(description && { description }) },
			]),
		),
		call: async (values) => String(await handleToolInvocation(values)),
		callChecked: async (values) => String(await response.invoke(values)),
	};
};
