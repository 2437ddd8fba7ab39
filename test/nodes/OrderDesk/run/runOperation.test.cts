import { describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { settle } from '../../../../api/errors';
import { runOperation } from '../../../../nodes/OrderDesk/run/runOperation';

/** What n8n hands to a run with one item; nothing that sends. */
const contextOf = (parameters: Record<string, string>, signal?: AbortSignal) =>
	({
		getNode: () => ({ id: '1', name: 'Order Desk', type: 'orderDesk' }),
		getExecutionCancelSignal: () => signal,
		continueOnFail: () => false,
		getNodeParameter: (name: string) => parameters[name],
		getInputData: () => [{ json: {} }],
		isToolExecution: () => false,
	}) as unknown as IExecuteFunctions;

describe('a run', () => {
	it('of an operation that nobody knows says which, and where to choose one', async () => {
		const done = await settle(runOperation(contextOf({ resource: 'order', operation: 'sell' })));
		expect(done).toMatchObject({
			error: {
				message: "The operation 'sell' is not known for the resource 'order'",
				description: "Choose both again under 'Resource' and 'Operation'.",
			},
		});
	});

	it('that was cancelled before it began ends, and says so', async () => {
		const context = contextOf({ resource: 'order', operation: 'getAll' }, AbortSignal.abort());
		expect(await settle(runOperation(context))).toMatchObject({ error: { message: 'The execution was cancelled' } });
	});
});
