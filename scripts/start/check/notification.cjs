// @ts-check
'use strict';

const { statuses } = require('./shipping.cjs');

const PATIENCE_SECONDS = 180;

/**
 * Example 5 creates an order that carries the URL of its own trigger, and ships it: the sandbox posts the shipment there
 * without a rule and without a signature, and nobody gets in who does not know the secret.
 *
 * @param {import('./run-check.cjs').Scene} scene
 */
async function checkNotification({ list, n8n, sandbox, shipped }) {
	await n8n.runWorkflow(shipped.id, shipped.triggerName);
	await list.row(
		'example 5: order created, notification taken',
		'success, success',
		() => statuses(n8n, shipped.id),
		PATIENCE_SECONDS,
	);
	const told = (await sandbox.inbox()).filter(({ path }) => path.endsWith('/order-shipped'));
	const { order_id: id, tracking_number: tracking } = JSON.parse(told[0]?.body ?? '{}');
	await list.row('the customer is told of it, once', `DEMO${id}`, () =>
		told.length === 1 ? tracking : `${told.length} times`,
	);

	const order = await sandbox.order(String(id));
	const body = JSON.stringify({ shipment: order.order_shipments[0], order });
	const post = async (/** @type {string} */ query) =>
		`HTTP ${(await fetch(`${shipped.webhookUrl}${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status}`;
	await list.row('notification without the secret', 'HTTP 401', () => post(''));
	await list.row('notification with another secret', 'HTTP 401', () => post('?secret=guessed-by-somebody'));
	await list.row('executions after these', 'success, success', () => statuses(n8n, shipped.id));
}

module.exports = { checkNotification };
