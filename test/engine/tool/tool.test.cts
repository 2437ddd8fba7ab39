import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { agentTool } from '../../support/engine/agentTool.cts';
import { runNode } from '../../support/engine/engine.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const parametersOf = (operation: string, parameters: INodeParameters) => ({
	resource: 'order',
	operation,
	...parameters,
});

/** The way n8n's older agents, and agents that are tools themselves, call a tool: through its own loop of tries. */
const olderAgent = (operation: string, parameters: INodeParameters) => {
	const tool = agentTool(parametersOf(operation, parameters), { credential: store.credential, retryOnFail: true });
	return async (values: IDataObject) => await tool.call(values);
};

const messageOf = async (call: Promise<unknown>): Promise<string> =>
	await call.then(
		() => '',
		(error: Error) => error.message,
	);

const count = (text: string, part: string): number => text.split(part).length - 1;

const newOrder = JSON.stringify({ customer: { company: 'Acme' }, order_items: [{ name: 'Glue' }] });

describe("Retry On Fail of a tool, as n8n's older agents do it,", () => {
	it('does not send a write again whose outcome is uncertain', async () => {
		store.sandbox.faults.set({ dropAfter: { count: 1 } });
		const post = { resource: 'apiCall', method: 'POST', path: '/orders', bodyFormat: 'json', jsonBody: newOrder };
		expect(await messageOf(olderAgent('request', post)({}))).toContain('may or may not have managed to');
		expect(store.sandbox.store.orders.all()).toHaveLength(1);
	});

	it('lets the next call be a call of its own', async () => {
		store.sandbox.faults.set({ dropAfter: { count: 1 } });
		const parameters = { orderInput: 'json', orderJson: newOrder };
		await messageOf(olderAgent('create', parameters)({}));
		// An agent with several inputs makes its tools anew for each, with the same run index.
		const created = JSON.parse(await olderAgent('create', parameters)({})) as IDataObject[];
		expect(created).toMatchObject([{ already_existed: false }]);
		expect(store.sandbox.store.orders.all()).toHaveLength(2);
	});
});

describe('what a model reads of a call that came to nothing', () => {
	const note = { orderId: byId('99'), note: 'Packed' };
	const advice = 'Check the ID: it has to be the one that Order Desk gave the record in this store.';

	it('is what happened and what to do, once', async () => {
		const { outputs } = await runNode({
			credential: store.credential,
			parameters: parametersOf('addNote', note),
			asTool: true,
		});
		const message = String(outputs[0]?.[0]?.json['error']);
		expect(message).toContain(`Order Not Found. ${advice}`);
		expect(count(message, advice)).toBe(1);
	});

	it('is the same with an older agent, and where the run goes on', async () => {
		const message = await messageOf(olderAgent('addNote', note)({}));
		expect(message).toContain(`Order Not Found. ${advice}`);
		expect(count(message, advice)).toBe(1);
		const { json } = await runNode({
			credential: store.credential,
			parameters: parametersOf('addNote', note),
			onError: 'continueRegularOutput',
			asTool: true,
		});
		expect(count(JSON.stringify(json), advice)).toBe(1);
	});

	it('tells it which parameter is wrong, and how to write it', async () => {
		const message = await messageOf(olderAgent('addNote', { orderId: byId('A-17'), note: 'Packed' })({}));
		expect(message).toBe(
			"The parameter 'Order' is not an Order Desk ID: A-17. An ID is a number, such as 3866382274. Choose 'By Source ID' for the order number of the shop.",
		);
	});
});
