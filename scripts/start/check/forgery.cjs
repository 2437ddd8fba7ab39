// @ts-check
'use strict';

const crypto = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { STORE } = require('../sandbox-process.cjs');
const { statuses } = require('./shipping.cjs');

/** An execution that shouldn't be there would show up within a fraction of this. */
const SETTLE_MS = 2000;

/**
 * Posts that don't come from the store are answered 401 and start nothing. The last post is right in every way and is
 * taken: it shows that the others were refused for what is wrong with them, and not because this check can't post.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @param {string} orderId
 */
async function checkForgery({ list, n8n, sandbox, ship, notify }, orderId) {
	const text = JSON.stringify(await sandbox.order(orderId));
	const other = text.replace('ann.lee', 'mallory');
	const signed = sign(text, STORE.apiKey);
	const { storeId } = STORE;
	const before = await statuses(n8n, ship.id);

	const refused = 'HTTP 401';
	await list.row('forged: no signature', refused, () => post(ship.webhookUrl, text, storeId, undefined));
	await list.row('forged: random signature', refused, () => post(ship.webhookUrl, text, storeId, randomHash()));
	await list.row('forged: signed, then changed', refused, () => post(ship.webhookUrl, other, storeId, signed));
	await list.row('forged: another store id', refused, () => post(ship.webhookUrl, text, '12', signed));
	await sleep(SETTLE_MS);
	await list.row('executions after the forged posts', before, () => statuses(n8n, ship.id));

	await list.row('same post, rightly signed', 'HTTP 200', () => post(notify.webhookUrl, text, storeId, signed));
	await list.row('executions after that post', 'success, success', () => statuses(n8n, notify.id), 30);
}

/**
 * @param {string} text
 * @param {string} apiKey
 */
function sign(text, apiKey) {
	return crypto.createHmac('sha256', apiKey).update(text).digest('hex');
}

function randomHash() {
	return crypto.randomBytes(32).toString('hex');
}

/**
 * Posts an order the way Order Desk's "Post Order JSON" does.
 *
 * @param {string} url
 * @param {string} order JSON text
 * @param {string} storeId
 * @param {string | undefined} hash
 * @returns {Promise<string>}
 */
async function post(url, order, storeId, hash) {
	const { status } = await fetch(url, {
		method: 'POST',
		headers: { 'x-order-desk-store-id': storeId, ...(hash && { 'x-order-desk-hash': hash }) },
		body: new URLSearchParams({ order }),
	});
	return `HTTP ${status}`;
}

module.exports = { checkForgery, post, sign };
