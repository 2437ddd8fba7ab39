// @ts-check
'use strict';

const { CREDENTIAL } = require('../../../scripts/shared/accounts.cjs');
const { Editor } = require('../support/editor.cjs');

/**
 * Panels as a user has filled them, and the labels that they begin with. `until`: the label at the bottom of the picture,
 * where it does not begin at the top.
 *
 * @typedef {{ picture: string, name: string, type: string, parameters: Record<string, unknown>, labels: string[], until?: string }} Panel
 */

const ACTION = 'n8n-nodes-order-desk.orderDesk';
const TOOL = 'n8n-nodes-order-desk.orderDeskTool';
const POLLING_TRIGGER = 'n8n-nodes-order-desk.orderDeskPollingTrigger';

/** @param {string} value */
const byId = (value) => ({ __rl: true, mode: 'id', value });

/** As the editor writes it when the model is to define a parameter. @param {string} name */
const byModel = (name) => `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`\`, 'string') }}`;

/** @type {Panel[]} */
const PANELS = [
	{
		picture: 'panel-order-create',
		name: 'Create order',
		type: ACTION,
		parameters: {
			resource: 'order',
			operation: 'create',
			email: '={{ $json.email }}',
			customer_first_name: 'Ann',
			customer_last_name: 'Lee',
			shipping: { address1: '1 Main St', city: 'Springfield' },
			order_items_json: '={{ $json.items }}',
		},
		labels: ['Order Input', 'Email', 'Customer First Name', 'Customer Last Name', 'Shipping Address'],
	},
	{
		picture: 'panel-order-upsert',
		name: 'Create or update order',
		type: ACTION,
		parameters: {
			resource: 'order',
			operation: 'upsert',
			source_id: '={{ $json.number }}',
			source_name: { __rl: true, mode: 'list', value: 'Shopify', cachedResultName: 'Shopify' },
			email: '={{ $json.email }}',
		},
		labels: ['Order Input', 'Source ID', 'Source Name', 'Email'],
	},
	{
		picture: 'panel-order-update',
		name: 'Update order',
		type: ACTION,
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: byId('={{ $json.id }}'),
			updateFields: { email: '={{ $json.email }}', fulfillment_name: 'Warehouse North' },
			order_items: { update: [{ item: 'shirt-b', fields: { quantity: 2 } }], delete: [{ item: 'cap-red' }] },
			options: { preview: true },
		},
		labels: ['Order', 'Update Fields', 'Email', 'Fulfillment Name', 'Order Items'],
	},
	{
		picture: 'panel-tool',
		name: 'Search orders',
		type: TOOL,
		parameters: {
			resource: 'order',
			operation: 'getAll',
			limit: 5,
			filters: {
				source_id: byModel('Source_ID'),
				email: byModel('Email'),
				folder_id: byModel('Folder_Names_or_IDs'),
			},
			sort: { order_by: byModel('Sort_By') },
		},
		labels: ['Return All', 'Limit', 'Filters', 'Source ID', 'Email', 'Folder Names or IDs', 'Sort', 'Sort By'],
	},
	{
		picture: 'panel-tool-create',
		name: 'Create order for customer',
		type: TOOL,
		parameters: {
			resource: 'order',
			operation: 'create',
			email: byModel('Email'),
			customer_first_name: byModel('Customer_First_Name'),
			shipping: { address1: byModel('Shipping_Address_1') },
			order_items_json: byModel('Order_Items__JSON_'),
		},
		labels: ['Order Input', 'Email', 'Customer First Name', 'Customer Last Name', 'Shipping Address'],
		until: 'Folder',
	},
	{
		picture: 'panel-polling-trigger',
		name: 'Order arrives in Prepared',
		type: POLLING_TRIGGER,
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'orderMoved',
			toFolders: ['21655'],
			filters: { sourceNames: 'Shopify, Etsy', countries: ['DE', 'AT'] },
		},
		labels: ['Event', 'To Folder Names or IDs', 'Filters', 'Source Names', 'Ship To Countries', 'Output'],
	},
];

/**
 * What each panel asks for first.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkPanels({ page, check, picture, n8n, seeded }) {
	const editor = new Editor(page, n8n.url);
	const credential = { id: seeded.credential.id, name: CREDENTIAL.name };
	const nodes = PANELS.map(({ name, type, parameters }, place) => ({
		id: `panel-${place}`,
		name,
		type,
		typeVersion: 1,
		// Apart, so that no toolbar lies over another node.
		position: [place * 220, (place % 2) * 320],
		parameters,
		credentials: { [CREDENTIAL.type]: credential },
	}));
	const connections = { 'Create order': { main: [[{ node: 'Update order', type: 'main', index: 0 }]] } };
	const { id } = await n8n.saveWorkflow({ name: 'Panels', nodes, connections, settings: {} });
	await editor.open(id);
	for (const panel of PANELS) {
		await editor.openPanel(panel.name);
		const [first = ''] = panel.labels;
		await check(panel.name, panel.labels.join(', '), async () => {
			const labels = await editor.labels();
			const start = labels.indexOf(first);
			return labels.slice(start, start + panel.labels.length).join(', ');
		});
		if (panel.name === 'Update order') {
			await check('a node that has not run offers its fields', 'id, source_id', async () =>
				(await editor.inputFields()).slice(0, 2).join(', '),
			);
		}
		if (panel.until) await editor.scrollTo(panel.until);
		await picture(panel.picture);
		if (panel.name === 'Create order') {
			await check('its folder', 'From list, By Name, By ID', async () => (await editor.modesOf('folderId')).join(', '));
		}
		await editor.closePanel();
	}
}

module.exports = { checkPanels };
