import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { settle } from '../../../api/errors';
import type { OrderDeskError, Settled } from '../../../api/errors';
import { problem } from '../../../api/messages/message';
import { requestMessages } from '../../../api/messages/requests';
import { hasSeveralStores } from '../../connection/authentication';
import { toNodeError } from '../../connection/nodeError';
import { operationMessages } from '../../messages/operations';
import { readShape } from '../../shared/output';
import type { Shape } from '../../shared/output';
import { isBlank } from '../../shared/parameters';
import type { Operation } from '../operation';
import { Parameters } from '../parameters';
import { readStoreNames } from '../storeProperties';
import { findOperation } from '../resources';
import { eachItem } from './eachItem';
import { failedItem, outputItems } from './outputItems';
import { retryMemory } from './retryMemory';
import { runInStores } from './runInStores';
import type { ItemInput, StoreOutcome } from './runInStores';

/** What became of an item; its store is known once it has run in one of several. */
type ItemResult = Settled<unknown> & Pick<StoreOutcome, 'store'>;

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
	const checkpoint = <T extends ReadonlyArray<ItemResult | undefined>>(outcomes: T): T => {
		if (signal?.aborted) throw toNodeError(node, problem(requestMessages.cancelled, {}));
		const index = outcomes.findIndex((outcome) => outcome && !outcome.ok);
		const failed = outcomes[index];
		if (stopAtFailure && failed && !failed.ok) throw toNodeError(node, failed.error, index, failed.store);
		return outcomes;
	};

	const indexes = context.getInputData().map((_, index) => index);
	checkpoint(indexes.map((index) => memory.known.get(index)));
	const items = indexes.map((index): Settled<number> | undefined =>
		memory.known.has(index) ? undefined : { ok: true, value: index },
	);
	const shapes: Shape[] = [];
	const hasSeveral = hasSeveralStores(context);
	const read = async (index: number): Promise<ItemInput> => {
		const parameters = new Parameters(context, index, operation.fields);
		if (operation.record) shapes[index] = readShape(parameters, operation);
		return { ...(hasSeveral && { storeNames: readStoreNames(parameters) }), input: operation.read(parameters) };
	};
	const inputs = checkpoint(await eachItem(items, read, stopAtFailure));

	const ran = await settle(runInStores(context, operation, inputs, stopAtFailure, signal));
	if (!ran.ok) throw toNodeError(node, ran.error);

	const done = ran.value.map((ofItem, index) => [memory.known.get(index) ?? ofItem].flat());
	const outcomes = done.map((ofItem) => ofItem.find(({ ok }) => !ok) ?? ofItem[0]);
	memory.keep(outcomes);
	checkpoint(outcomes);
	addHints(context, done.flat());
	return [
		done.flatMap((ofItem, index) => {
			// The parameters of an item that an earlier try has done were not read in this one.
			const shape =
				operation.record && (shapes[index] ?? readShape(new Parameters(context, index, operation.fields), operation));
			return ofItem.flatMap((outcome) =>
				outcome.ok
					? outputItems(operation, outcome.value, shape, index, outcome.store)
					: [failedItem(toNodeError(node, outcome.error, index, outcome.store), index, node.onError, outcome.store)],
			);
		}),
	];
};

const operationOf = (context: IExecuteFunctions): Operation => {
	const [resource, operation] = ['resource', 'operation'].map((name) => context.getNodeParameter(name, 0));
	const found = findOperation(resource, operation);
	if (found) return found;
	throw toNodeError(
		context.getNode(),
		complaintAbout('Resource', resource) ??
			complaintAbout('Operation', operation) ??
			problem(operationMessages.noSuchOperation, { operation: String(operation), resource: String(resource) }),
	);
};

/** n8n does not evaluate expressions in these parameters, and hands over their text. */
const complaintAbout = (label: string, value: unknown): OrderDeskError | undefined => {
	if (isBlank(value)) return problem(operationMessages.noOperation, { label });
	return String(value).includes('{{') ? problem(operationMessages.operationAsExpression, { label }) : undefined;
};

/** Tells the user once what an operation has to say about its results. */
const addHints = (context: IExecuteFunctions, done: readonly StoreOutcome[]): void => {
	for (const message of new Set(done.flatMap(({ hint }) => hint ?? []))) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
};
