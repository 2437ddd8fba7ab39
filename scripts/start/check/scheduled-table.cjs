// @ts-check
'use strict';

const { FOLDERS, statuses } = require('./shipping.cjs');

/** The name in examples/2-changed-orders-to-table.json. */
const TABLE = 'Order Desk orders';

/**
 * The hourly search, started by hand: the order is in the table, and a second run leaves it there once.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @param {string} orderId
 */
async function checkScheduledTable({ list, n8n, copy }, orderId) {
	const expected = `order ${orderId} in folder ${FOLDERS.closed}`;
	const rows = async () => {
		const ours = (await n8n.tableRows(TABLE)).filter((row) => row['order_id'] === orderId);
		return ours.map((row) => `order ${row['order_id']} in folder ${row['folder_id']}`).join(', ');
	};
	await n8n.runWorkflow(copy.id, copy.triggerName);
	await list.row('hourly search, first run', 'success', () => statuses(n8n, copy.id), 30);
	await list.row('order is in the table', expected, rows);
	await n8n.runWorkflow(copy.id, copy.triggerName);
	await list.row('hourly search, second run', 'success, success', () => statuses(n8n, copy.id), 30);
	await list.row('order is in the table, once', expected, rows);
}

module.exports = { checkScheduledTable };
