import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';

/*
 * With "Retry On Fail", n8n runs a node several times for the same items. All tries of one run have the same run index,
 * but for a tool that is called by n8n's older agents and by agents that are tools themselves: there, each try gets its
 * own one, and it is the object with the model's arguments that stays.
 */

const calls = new WeakMap<IDataObject, string>();

const callOf = (argumentsOfCall: IDataObject): string => {
	const call = calls.get(argumentsOfCall) ?? randomUUID();
	calls.set(argumentsOfCall, call);
	return call;
};

/** A text that is the same for all tries of one run of the node, and for no other run. */
export const runKey = (context: IExecuteFunctions): string => {
	const [item] = context.getInputData();
	const run =
		context.isToolExecution() && item ? callOf(item.json) : String(context.evaluateExpression('{{ $runIndex }}', 0));
	return [context.getExecutionId(), context.getNode().id, run].join(' ');
};
