// @ts-check
'use strict';

const { FOLDERS } = require('../start/check/shipping.cjs');

/**
 * @typedef {{ shipments: number, notes: number, closed: boolean }} Effects of example 1 on an order
 * @typedef {object} Verdict
 * @property {number} orders
 * @property {string[]} unfinished orders that lack an effect
 * @property {string[]} doubled orders that have one twice
 */

/**
 * What the store has committed, whatever n8n says.
 *
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {string} orderId
 * @returns {Promise<Effects>}
 */
async function effectsOn(sandbox, orderId) {
	const order = await sandbox.order(orderId);
	return {
		shipments: order.order_shipments.length,
		notes: order.order_history.filter(({ note }) => note.startsWith('Shipped with')).length,
		closed: String(order.folder_id) === FOLDERS.closed,
	};
}

/**
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {string[]} orderIds
 * @returns {Promise<Verdict>}
 */
async function judge(sandbox, orderIds) {
	/** @type {Verdict} */
	const verdict = { orders: orderIds.length, unfinished: [], doubled: [] };
	for (const orderId of orderIds) {
		const { shipments, notes, closed } = await effectsOn(sandbox, orderId);
		if (shipments === 0 || notes === 0 || !closed) verdict.unfinished.push(orderId);
		if (shipments > 1 || notes > 1) verdict.doubled.push(orderId);
	}
	return verdict;
}

module.exports = { judge };
