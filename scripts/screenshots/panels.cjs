// @ts-check
'use strict';

const { canvasIsDrawn, nodePanel } = require('./canvas.cjs');

/**
 * Panels as a user has filled them, one picture each.
 *
 * @typedef {{ picture: string, name: string, type: string, parameters: Record<string, unknown> }} Panel
 */

const ACTION = 'n8n-nodes-order-desk.orderDesk';
const POLLING_TRIGGER = 'n8n-nodes-order-desk.orderDeskPollingTrigger';

/** @param {string} value */
const byId = (value) => ({ __rl: true, mode: 'id', value });

/** @type {Panel[]} */
const PANELS = [
	{
		picture: 'panel-order-update',
		name: 'Update an order',
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
		picture: 'panel-order-search',
		name: 'Get many orders',
		type: ACTION,
		parameters: {
			resource: 'order',
			operation: 'getAll',
			returnAll: false,
			limit: 50,
			filters: { modified_start_date: '={{ $now.minus({ hours: 1 }) }}', source_name: 'Shopify' },
		},
	},
	{
		picture: 'panel-shipment-create',
		name: 'Create a shipment',
		type: ACTION,
		parameters: {
			resource: 'shipment',
			operation: 'create',
			orderId: byId('={{ $json.id }}'),
			tracking_number: '1Z2398479234',
			additionalFields: { carrier_code: 'UPS', shipment_method: 'Ground' },
		},
	},
	{
		picture: 'panel-adjust-stock',
		name: 'Adjust stock',
		type: ACTION,
		parameters: {
			resource: 'inventoryItem',
			operation: 'adjustStock',
			inventoryItemId: { __rl: true, mode: 'sku', value: '={{ $json.code }}' },
			adjustment: -2,
			options: { floor_at_zero: true },
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
		position: [place * 220, 0],
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
