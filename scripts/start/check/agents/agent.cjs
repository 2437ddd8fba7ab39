// @ts-check
'use strict';

const { isAtLeast } = require('../../../shared/is-at-least.cjs');
const { oldestN8nIn, readExample } = require('../../examples.cjs');
const { ScriptedModel } = require('./scripted-model.cjs');
const { statuses } = require('../shipping.cjs');

const EXAMPLE = '6-ai-agent.json';
const CHAT = 'Chat';
/** An agent that every supported n8n has, for those without the one of the example. */
const OLD_AGENT_VERSION = 1.8;
/** Of sticky notes nothing runs, and a memory belongs to a chat. */
const LEFT_OUT = /\.(stickyNote|memoryBufferWindow)$/;
const NO_ORDER = '999999999';
const NOT_FOUND = 'Order Not Found. Check the ID';
/** @param {{ quantity: number, name: string, code: string }} item */
const itemText = ({ quantity, name, code }) => `${quantity} × ${name} (${code})`;
const PREPARED = '21655';
const TOOLS = 'Add note to order, Get many orders, Move order to folder, Update order';

const FIND = { tool: 'Find_orders', input: { Source_ID: 'CHECK-1', Email: '', Customer_Last_Name: '' } };

/** The lines of the address, of which the model has to give every one. */
const ADDRESS = Object.fromEntries(
	[
		'First_Name',
		'Last_Name',
		'Company',
		'Address_1',
		'Address_2',
		'City',
		'State',
		'Postal_Code',
		'Country',
		'Phone',
	].map((line) => [`Shipping_${line}`, '']),
);

/**
 * n8n's own AI agent with the tools of example 6 and a scripted model: three conversations about one order.
 *
 * @param {import('../run-check.cjs').Scene} scene
 * @param {string} credentialId
 * @param {string} orderId
 */
async function checkAgent(scene, credentialId, orderId) {
	const { list, n8n, sandbox } = scene;
	const talk = async (
		/** @type {string} */ question,
		/** @type {import('./scripted-model.cjs').ToolCall[]} */ script,
	) => await converse(scene, credentialId, question, script);

	const found = await talk('Where is order CHECK-1?', [FIND]);
	// An n8n that is too old for the example describes tools in its own words.
	if (isNewEnough(n8n)) {
		await list.row('the model is told of the tools', TOOLS, () => {
			const [prompt] = found.prompts;
			const told = prompt?.tools.map((tool) => tool.function.description.replace(' in Order Desk', '')) ?? [];
			return told.sort().join(', ');
		});
	}
	await list.row('the model learns where the order is', `${orderId} in Closed, 2 × Black Shirt (shirt-b)`, () => {
		const [order = {}] = JSON.parse(found.answers()[0] ?? '[]');
		// There, the output of a tool is not simplified by itself.
		const items = order.items ?? order.order_items.map(itemText).join(', ');
		return `${order.id} in ${order.folder_name}, ${items}`;
	});

	const before = await sandbox.order(orderId);
	await talk('Send order CHECK-1 to 2 Side St in Rome', [
		FIND,
		{
			tool: 'Change_shipping_address',
			input: { Order: orderId, ...ADDRESS, Shipping_Address_1: '2 Side St', Shipping_City: 'Rome' },
		},
	]);
	const expected = { ...before.shipping, address1: '2 Side St', city: 'Rome' };
	await list.row('the address is changed, line by line', JSON.stringify(expected), async () =>
		JSON.stringify((await sandbox.order(orderId)).shipping),
	);

	const held = await talk('Hold order CHECK-1: the payment is unclear', [
		{ tool: 'Add_note', input: { Order: NO_ORDER, Note: 'Hello' } },
		{ tool: 'Move_order', input: { Order: orderId, Folder: 'Prepared' } },
		{ tool: 'Add_note', input: { Order: orderId, Note: 'Held: payment unclear' } },
	]);
	// Before that, an agent is told that a tool has failed, and not why.
	if (isNewEnough(n8n)) {
		await list.row('the model reads why a note was not added, and what to do', NOT_FOUND, () => {
			const answer = held.answers()[0] ?? '';
			return answer.includes(NOT_FOUND) ? NOT_FOUND : answer;
		});
	}
	await list.row(
		'the order is held, with a note that says why',
		`${PREPARED}, AI agent: Held: payment unclear`,
		async () => {
			const { folder_id: folder, order_history: history } = await sandbox.order(orderId);
			const note = history.find((one) => one.source_name === 'AI agent');
			return `${folder}, ${note?.source_name}: ${note?.note}`;
		},
	);
}

/** @param {import('../../../n8n/client.cjs').N8nClient} n8n */
const isNewEnough = (n8n) => isAtLeast(n8n.host.version, oldestN8nIn(readExample(EXAMPLE)));

/**
 * @param {import('../run-check.cjs').Scene} scene
 * @param {string} credentialId
 * @param {string} question
 * @param {import('./scripted-model.cjs').ToolCall[]} script
 * @returns {Promise<ScriptedModel>} with what it was asked and answered
 */
async function converse({ list, n8n }, credentialId, question, script) {
	const model = new ScriptedModel(script);
	try {
		const url = await model.start();
		const modelCredential = await n8n.saveCredential({
			name: 'Scripted model',
			type: 'openAiApi',
			data: { apiKey: 'none', url },
		});
		const agentVersion = isNewEnough(n8n) ? undefined : OLD_AGENT_VERSION;
		const workflow = await n8n.saveWorkflow(conversation(question, modelCredential.id, credentialId, agentVersion));
		await n8n.runWorkflow(workflow.id, CHAT);
		await list.row(`AI agent: ${question}`, 'success', () => statuses(n8n, workflow.id), 60);
	} finally {
		model.stop();
	}
	return model;
}

/**
 * Example 6 with the question in place of the chat.
 *
 * @param {string} question
 * @param {string} modelCredentialId
 * @param {string} orderDeskCredentialId
 * @param {number | undefined} agentVersion instead of that of the example
 */
function conversation(question, modelCredentialId, orderDeskCredentialId, agentVersion) {
	/** @type {{ nodes: (import('../../examples.cjs').WorkflowNode & { typeVersion: number })[], connections: Record<string, unknown>, settings: unknown }} */
	const { nodes, connections, settings } = JSON.parse(readExample(EXAMPLE));
	return {
		name: `Check: ${question}`,
		nodes: nodes.filter(({ type }) => !LEFT_OUT.test(type)).map(prepared),
		connections: Object.fromEntries(Object.entries(connections).filter(([name]) => name !== 'Memory')),
		settings,
	};

	/** @param {import('../../examples.cjs').WorkflowNode & { typeVersion: number }} node */
	function prepared(node) {
		const { name, type, parameters } = node;
		if (name === CHAT) return { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
		if (name === 'Agent') {
			return {
				...node,
				typeVersion: agentVersion ?? node.typeVersion,
				parameters: { ...parameters, promptType: 'define', text: question },
			};
		}
		if (name === 'Model') {
			return {
				...node,
				parameters: { ...parameters, model: { __rl: true, mode: 'id', value: 'scripted' } },
				credentials: { openAiApi: { id: modelCredentialId, name: 'Scripted model' } },
			};
		}
		return type.startsWith('n8n-nodes-order-desk.')
			? { ...node, credentials: { orderDeskApi: { id: orderDeskCredentialId, name: 'Order Desk sandbox' } } }
			: node;
	}
}

module.exports = { checkAgent };
