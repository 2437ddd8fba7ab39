import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

import { isTool } from '../connection/nodeError';

/*
 * With "Retry On Fail", n8n runs a node several times for the same items. All these tries have the same run index. Only
 * in a tool that is called by n8n's older agents, or by an agent that is itself a tool, each try has an index of its
 * own; there the object with the model's arguments stays the same.
 */

const calls = new WeakMap<IDataObject, string>();

const callOf = (argumentsOfCall: IDataObject): string => {
	const call = calls.get(argumentsOfCall) ?? randomUUID();
	calls.set(argumentsOfCall, call);
	return call;
};

/** Whether n8n's older agents call the node. n8n before 2.0 could not tell, and had no other agents. */
export const isToolExecution = (context: IExecuteFunctions): boolean => {
	const node = context.getNode();
	return 'isToolExecution' in context ? context.isToolExecution() : isTool(node);
};

/** A text that is the same for all tries of one run of the node, and different for every other run. */
export const runKey = (context: IExecuteFunctions): string => {
	const [item] = context.getInputData();
	const run =
		isToolExecution(context) && item ? callOf(item.json) : String(context.evaluateExpression('{{ $runIndex }}', 0));
	return [context.getExecutionId(), context.getNode().id, run].join(' ');
};
