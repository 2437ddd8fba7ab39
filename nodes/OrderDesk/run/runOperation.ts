import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { OrderDeskError, settle } from '../../../api/errors';
import type { Settled } from '../../../api/errors';
import { connect } from '../../connection/connect';
import { toNodeError } from '../../connection/nodeError';
import { readShape } from '../../shared/output';
import type { Shape } from '../../shared/output';
import { isBlank } from '../../shared/parameters';
import type { Operation } from '../operation';
import { Parameters } from '../parameters';
import { findOperation } from '../resources';
import { announceDuration } from './announceDuration';
import { eachItem } from './eachItem';
import type { Outcomes } from './eachItem';
import { failedItem, outputItems } from './outputItems';
import { Lookups } from './lookups';
import { prepareAndRun } from './prepareAndRun';
import type { PreparedAndRun } from './prepareAndRun';
import { retryMemory } from './retryMemory';

/**
 * The one loop over input items: reads their parameters, prepares them, runs the operation, keeps their sequence, and
 * turns failures into what the user chose.
 */
export const runOperation = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => {
	const node = context.getNode();
	const signal = context.getExecutionCancelSignal();
	const stopAtFailure = !context.continueOnFail();
	const operation = operationOf(context);
	const memory = retryMemory(context, operation);

	/** Ends the run where the user wants it to stop at the first item that failed. */
	const checkpoint = <T>(outcomes: Outcomes<T>): Outcomes<T> => {
		if (signal?.aborted) throw toNodeError(node, new OrderDeskError('cancelled', 'The execution was cancelled'));
		const index = outcomes.findIndex((outcome) => outcome && !outcome.ok);
		const failed = outcomes[index];
		if (stopAtFailure && failed && !failed.ok) throw toNodeError(node, failed.error, index);
		return outcomes;
	};

	const indexes = context.getInputData().map((_, index) => index);
	checkpoint(indexes.map((index) => memory.known.get(index)));
	const items = indexes.map((index): Settled<number> | undefined =>
		memory.known.has(index) ? undefined : { ok: true, value: index },
	);
	const shapes: Shape[] = [];
	const read = async (index: number): Promise<unknown> => {
		const parameters = new Parameters(context, index, operation.fields);
		if (operation.record) shapes[index] = readShape(parameters, operation);
		return operation.read(parameters);
	};
	const inputs = checkpoint(await eachItem(items, read, stopAtFailure));

	const connected = await settle(connect(context, signal));
	if (!connected.ok) throw toNodeError(node, connected.error);
	const announce = (requests: number) => announceDuration(context, operation, requests);
	const done = await prepareAndRun(operation, new Lookups(connected.value), inputs, stopAtFailure, announce);

	const outcomes = done.results.map((outcome, index) => memory.known.get(index) ?? outcome);
	memory.keep(outcomes);
	checkpoint(outcomes);
	addHints(context, operation, done);
	return [
		outcomes.flatMap((outcome, index) => {
			// The parameters of an item that an earlier try has done were not read in this one.
			const shape =
				operation.record && (shapes[index] ?? readShape(new Parameters(context, index, operation.fields), operation));
			if (!outcome) return [];
			if (outcome.ok) return outputItems(operation, outcome.value, shape, index);
			return [failedItem(toNodeError(node, outcome.error, index), index)];
		}),
	];
};

const operationOf = (context: IExecuteFunctions): Operation => {
	const [resource, operation] = ['resource', 'operation'].map((name) => context.getNodeParameter(name, 0));
	const found = findOperation(resource, operation);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		complaintAbout('Resource', resource) ??
			complaintAbout('Operation', operation) ??
			`The operation '${String(operation)}' is not known for the resource '${String(resource)}'`,
		{ description: "Choose both again under 'Resource' and 'Operation'." },
	);
};

/** n8n does not evaluate expressions in these parameters, and hands over their text. */
const complaintAbout = (label: string, value: unknown): string | undefined => {
	if (isBlank(value)) return `The parameter '${label}' has no value`;
	return String(value).includes('{{') ? `The parameter '${label}' takes no expression` : undefined;
};

/** Tells the user once what an operation has to say about its results. */
const addHints = (context: IExecuteFunctions, operation: Operation, { prepared, results }: PreparedAndRun): void => {
	const hints = results.flatMap((outcome, index) => {
		const input = prepared[index];
		return outcome?.ok && input?.ok ? (operation.hint?.(input.value, [outcome.value].flat()) ?? []) : [];
	});
	for (const message of new Set(hints)) context.addExecutionHints({ message, location: 'outputPane' });
};
