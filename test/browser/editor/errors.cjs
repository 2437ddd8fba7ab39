// @ts-check
'use strict';

const { CREDENTIAL } = require('../../../scripts/shared/accounts.cjs');
const { Editor } = require('../support/editor.cjs');

const NO_ORDER = '999999999';

/** @param {string} mode @param {string} value */
const record = (mode, value) => ({ __rl: true, mode, value });

/**
 * Mistakes, and what the panel says to them. Texts that other tests hold are not repeated here in full.
 *
 * @type {{ name: string, parameters: Record<string, unknown>, says: string[] }[]}
 */
const MISTAKES = [
	{
		name: 'Unknown order',
		parameters: { resource: 'order', operation: 'get', orderId: record('id', NO_ORDER) },
		says: [`order ${NO_ORDER}: Order Not Found`, 'Check the ID'],
	},
	{
		name: 'Unknown path',
		parameters: { resource: 'apiCall', operation: 'request', method: 'GET', path: '/nope' },
		says: ['Not Found', "Check 'Path' and 'Method'"],
	},
	{
		name: 'Unknown folder',
		parameters: {
			resource: 'order',
			operation: 'move',
			orderId: record('id', NO_ORDER),
			folderId: record('name', 'Nowhere'),
		},
		says: ["no folder with the name 'Nowhere'", 'New (21654), Prepared (21655), Closed (21656), Canceled (21657)'],
	},
];

/**
 * What the panel of a node says when it has failed.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkErrors({ page, check, n8n, seeded }) {
	const editor = new Editor(page, n8n.url);
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] };
	const nodes = MISTAKES.map(({ name, parameters }, place) => ({
		id: `mistake-${place}`,
		name,
		type: 'n8n-nodes-order-desk.orderDesk',
		typeVersion: 1,
		position: [300, place * 200],
		parameters,
		credentials: { [CREDENTIAL.type]: { id: seeded.credential.id, name: CREDENTIAL.name } },
	}));
	const { id } = await n8n.saveWorkflow({
		name: 'Mistakes',
		nodes: [{ ...start, parameters: {} }, ...nodes],
		connections: { Start: { main: [nodes.map(({ name: node }) => ({ node, type: 'main', index: 0 }))] } },
		settings: {},
		// n8n fails to go on from what has run where this is missing.
		pinData: {},
	});
	await editor.open(id);
	for (const { name, says } of MISTAKES) {
		await editor.openPanel(name);
		await editor.run();
		await check(name, says.join(' … '), async () => {
			const text = await editor.output.innerText();
			return says.every((part) => text.includes(part)) ? says.join(' … ') : text;
		});
		await editor.closePanel();
	}
}

module.exports = { checkErrors };
