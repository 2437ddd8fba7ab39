// @ts-check
'use strict';

const { canvasIsDrawn, nodePanel } = require('./canvas.cjs');

/**
 * Panels as a user has filled them, one picture each.
 *
 * @typedef {{ picture: string, name: string, type: string, parameters: Record<string, unknown> }} Panel
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
	},
	{
		picture: 'panel-polling-trigger',
		name: 'Order arrives in Prepared',
		type: POLLING_TRIGGER,
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'orderMoved',
			toFolders: ['21655'],
			filters: { sourceNames: 'Shopify, Etsy' },
		},
	},
];

/**
 * A workflow that exists for the pictures only.
 *
 * @param {import('./pictures.cjs').Studio} studio
 * @param {{ id: string, name: string }} credential
 */
async function takePanelPictures({ page, picture, n8n }, credential) {
	const nodes = PANELS.map(({ name, type, parameters }, place) => ({
		id: `panel-${place}`,
		name,
		type,
		typeVersion: 1,
		// Apart, so that no toolbar lies over another node.
		position: [place * 220, (place % 2) * 320],
		parameters,
		credentials: { orderDeskApi: credential },
	}));
	const workflow = await n8n.saveWorkflow({ name: 'Panels', nodes, connections: {}, settings: {} });
	try {
		await page.goto(`${n8n.url}/workflow/${workflow.id}`);
		await canvasIsDrawn(page);
		for (const panel of PANELS) await nodePanel(page, panel.name, picture, panel.picture);
	} finally {
		await n8n.removeWorkflow(workflow.id);
	}
}

module.exports = { takePanelPictures };
