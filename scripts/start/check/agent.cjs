// @ts-check
'use strict';

const { ScriptedModel } = require('./scripted-model.cjs');
const { statuses } = require('./shipping.cjs');

const SEARCH = 'Search_orders';
const NOTE = 'Add_note';
const TOOL_TYPE = 'n8n-nodes-order-desk.orderDeskTool';
const NO_ORDER = '999999999';
const NOT_FOUND = 'Order Not Found. Check the ID';

/**
 * n8n's own AI agent uses the action node as a tool: it finds the order, and when a call comes to nothing it reads why.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @param {string} credentialId
 * @param {string} orderId
 */
async function checkAgent({ list, n8n }, credentialId, orderId) {
	const model = new ScriptedModel([
		{ tool: SEARCH, input: { sourceId: 'CHECK-1' } },
		{ tool: NOTE, input: { order: NO_ORDER, note: 'Hello' } },
	]);
	try {
		const url = await model.start();
		const credential = await n8n.saveCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url },
		});
		const workflow = await n8n.saveWorkflow(agentWorkflow(credential.id, credentialId));
		await n8n.runWorkflow(workflow.id, 'Start');
		await list.row('AI agent, run', 'success', () => statuses(n8n, workflow.id), 60);
		await list.row('the model is told of the tools', 'Add note to order, Get many orders', () => {
			const [prompt] = model.prompts;
			const told = prompt?.tools.map((tool) => tool.function.description.replace(' in Order Desk', '')) ?? [];
			return told.sort().join(', ');
		});
		await list.row('the model gets the order it searched for', orderId, () => {
			const orders = JSON.parse(model.answers()[0] ?? '[]');
			return orders.map((/** @type {{ id: string }} */ { id }) => id).join(', ');
		});
		await list.row('the model reads why a note was not added, and what to do', NOT_FOUND, () => {
			const [{ error = '' } = {}] = [JSON.parse(model.answers()[1] ?? '{}')].flat();
			return error.split(':')[0];
		});
	} finally {
		model.stop();
	}
}

/**
 * @param {string} modelCredentialId
 * @param {string} orderDeskCredentialId
 */
function agentWorkflow(modelCredentialId, orderDeskCredentialId) {
	const orderDesk = { orderDeskApi: { id: orderDeskCredentialId, name: 'Order Desk sandbox' } };
	/** @param {string} name @param {Record<string, unknown>} parameters */
	const tool = (name, parameters) => node(name, TOOL_TYPE, 1, parameters, orderDesk);
	return {
		name: 'Check: an AI agent uses Order Desk',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, { promptType: 'define', text: 'Find it', options: {} }),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.2,
				{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
				{ openAiApi: { id: modelCredentialId, name: 'Scripted model' } },
			),
			tool(SEARCH, {
				resource: 'order',
				operation: 'getAll',
				filters: { source_id: "={{ $fromAI('sourceId', 'the number of the order in the shop', 'string') }}" },
			}),
			tool(NOTE, {
				resource: 'order',
				operation: 'addNote',
				orderId: { __rl: true, mode: 'id', value: "={{ $fromAI('order', 'the ID of the order', 'string') }}" },
				note: "={{ $fromAI('note', 'the text', 'string') }}",
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			[SEARCH]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			[NOTE]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/**
 * @param {string} name
 * @param {string} type
 * @param {number} typeVersion
 * @param {Record<string, unknown>} parameters
 * @param {Record<string, { id: string, name: string }>} [credentials]
 */
function node(name, type, typeVersion, parameters, credentials = {}) {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, credentials };
}

module.exports = { checkAgent };
