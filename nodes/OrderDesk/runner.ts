import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { OrderDeskError, settle } from '../../api/errors';
import type { Settled } from '../../api/errors';
import { connect } from '../connection/connect';
import { toNodeError } from '../connection/nodeError';
import type { Operation, Result } from './operation';
import { Parameters } from './parameters';
import { findOperation } from './resources';
import { Session } from './session';

/** How many items are under way at once: enough to use 3 requests a second when one takes 6 s. */
const mostAtOnce = 20;

/** What became of every input item so far. An item that failed stays failed. */
type Outcomes<T> = Array<Settled<T>>;

/** The one loop over items: reads, prepares, runs, keeps the sequence, and turns failures into what the user chose. */
export const runOperation = async (context: IExecuteFunctions): Promise<INodeExecutionData[][]> => {
	const node = context.getNode();
	const signal = context.getExecutionCancelSignal();
	const goOn = context.continueOnFail();
	const operation = operationOf(context);

	/** Ends the run where the user wants it to stop at the first item that failed. */
	const checkpoint = <T>(outcomes: Outcomes<T>): Outcomes<T> => {
		if (signal?.aborted) throw toNodeError(node, new OrderDeskError('cancelled', 'The execution was cancelled'));
		const index = outcomes.findIndex(({ ok }) => !ok);
		const failed = outcomes[index];
		if (!goOn && failed && !failed.ok) throw toNodeError(node, failed.error, index);
		return outcomes;
	};

	const items = context.getInputData().map((_, index): Settled<number> => ({ ok: true, value: index }));
	const inputs = checkpoint(
		await forEach(items, async (index) => operation.read(new Parameters(context, index)), !goOn),
	);

	const connected = await settle(connect(context, signal));
	if (!connected.ok) throw toNodeError(node, connected.error);
	const session = new Session(connected.value);

	const { prepare } = operation;
	const ready = prepare
		? checkpoint(await forEach(inputs, async (input) => await prepare(session, input), !goOn))
		: inputs;

	const outcomes = checkpoint(
		'runAll' in operation
			? await runTogether(ready, async (all) => await operation.runAll(session, all))
			: await forEach(ready, async (input) => await operation.run(session, input), !goOn),
	);
	return [outcomes.flatMap((outcome, index) => outputOf(context, outcome, index))];
};

const operationOf = (context: IExecuteFunctions): Operation => {
	const [resource, operation] = ['resource', 'operation'].map((name) => context.getNodeParameter(name, 0));
	const found = findOperation(resource, operation);
	if (found) return found;
	throw new NodeOperationError(
		context.getNode(),
		`The operation '${String(operation)}' is not known for the resource '${String(resource)}'`,
		{ description: "Choose both again under 'Resource' and 'Operation'." },
	);
};

/** Does `work` for every item that has not failed, several at once; starts none any more after a failure that stops the run. */
const forEach = async <From, To>(
	before: Outcomes<From>,
	work: (value: From) => Promise<To>,
	stopAtFailure: boolean,
): Promise<Outcomes<To>> => {
	const outcomes: Array<Settled<To> | undefined> = before.map((outcome) => (outcome.ok ? undefined : outcome));
	const waiting = before.entries();
	let stopped = false;
	const worker = async () => {
		for (const [index, outcome] of waiting) {
			if (stopped) return;
			if (!outcome.ok) continue;
			const done = await settle(work(outcome.value));
			outcomes[index] = done;
			stopped ||= stopAtFailure && !done.ok;
		}
	};
	await Promise.all(Array.from({ length: mostAtOnce }, worker));
	return outcomes.map(
		(outcome) =>
			outcome ?? { ok: false, error: new OrderDeskError('cancelled', 'The run had stopped before this item') },
	);
};

/** Does `work` once for all items that have not failed, and hands each its own result. */
const runTogether = async (
	before: Outcomes<unknown>,
	work: (values: unknown[]) => Promise<Array<Result | OrderDeskError>>,
): Promise<Outcomes<Result>> => {
	const values = before.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
	const done = await settle(values.length > 0 ? work(values) : Promise.resolve([]));
	const results = done.ok ? done.value.values() : undefined;
	return before.map((outcome): Settled<Result> => {
		if (!outcome.ok) return outcome;
		if (!done.ok) return done;
		const result = results?.next().value;
		if (result === undefined)
			return { ok: false, error: new OrderDeskError('unknown', 'No result came for this item') };
		return result instanceof OrderDeskError ? { ok: false, error: result } : { ok: true, value: result };
	});
};

const outputOf = (context: IExecuteFunctions, outcome: Settled<Result>, index: number): INodeExecutionData[] => {
	const pairedItem = { item: index };
	if (outcome.ok) return [outcome.value].flat().map((json) => ({ json, pairedItem }));
	// n8n knows a failed item by these keys: it sends it to the error output, together with the item that came in.
	const { message, description, context: more } = toNodeError(context.getNode(), outcome.error, index);
	const existing = more.existing_order_id;
	const details = {
		...(description && { advice: description }),
		...(typeof existing === 'string' && { existing_order_id: existing }),
	};
	return [{ json: { error: message, ...(Object.keys(details).length > 0 && { details }) }, pairedItem }];
};
