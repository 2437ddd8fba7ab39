// @ts-check
'use strict';

const { waitFor } = require('../../../shared/wait.cjs');

const PATIENCE_SECONDS = 180;
const START = 'Start';
const NODE = 'Order Desk';

/**
 * Runs our action node in a workflow of its own, with these items before it, as the editor's button does.
 *
 * @param {import('./stores.cjs').StoresScene} scene
 * @param {Record<string, unknown>} parameters
 * @param {{ items?: Record<string, unknown>[], onError?: string }} [how]
 * @returns {Promise<{ outputs: any[][], error: string, advice: string }>} the items of each output, and what stopped it
 */
async function runNode({ n8n, credential }, parameters, { items = [{}], onError } = {}) {
	const nodes = [
		{
			id: 'start',
			name: START,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'node',
			name: NODE,
			type: 'n8n-nodes-order-desk.orderDesk',
			typeVersion: 1,
			position: [200, 0],
			parameters: { authentication: 'severalStores', ...parameters },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			...(onError && { onError }),
		},
	];
	const workflow = await n8n.saveWorkflow({
		name: 'Check: node of several stores',
		nodes,
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: {},
		pinData: { [START]: items.map((json) => ({ json })) },
	});
	const id = await n8n.runWorkflow(workflow.id, START);
	const { runData, error } = await waitFor('the run of the node', PATIENCE_SECONDS, async () => {
		const [execution] = await n8n.executions(workflow.id);
		return ['success', 'error'].includes(execution?.status ?? '') && (await n8n.execution(id));
	});
	const [ran] = runData[NODE] ?? [];
	await n8n.removeWorkflow(workflow.id);
	const outputs = (ran?.data?.main ?? []).map((/** @type {any[] | null} */ output) =>
		(output ?? []).map(({ json }) => json),
	);
	return { outputs, error, advice: ran?.error?.description ?? '' };
}

module.exports = { runNode };
