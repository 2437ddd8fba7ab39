// @ts-check
'use strict';

const { createHmac } = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { STORE } = require('../start/sandbox-process.cjs');

/** Order Desk repeats what was not answered 200 after minutes; here nobody wants to wait. */
const REPEAT_MS = 1000;
const PATIENCE_MS = 300_000;

/**
 * @typedef {{ headers: Record<string, string>, body: string }} Post
 * @typedef {{ orderId: string, attempts: number, at: number }} Accepted `at`: milliseconds since 1970
 */

/**
 * What a rule of Order Desk posts for an order: a form with the signed text.
 *
 * @param {Record<string, unknown>} order as the store has it
 * @returns {Post}
 */
function postOf(order) {
	const text = JSON.stringify({ ...order, order_history: undefined });
	return {
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'x-order-desk-store-id': STORE.storeId,
			'x-order-desk-hash': createHmac('sha256', STORE.apiKey).update(text).digest('hex'),
		},
		body: `order=${encodeURIComponent(text)}`,
	};
}

/**
 * @param {string} url
 * @param {Post} post
 * @returns {Promise<number>} the status of the answer; 0 without an answer
 */
async function send(url, { headers, body }) {
	try {
		const response = await fetch(url, { method: 'POST', headers, body });
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}

/**
 * Posts an order until it is answered 200, as Order Desk does, at one address after the other.
 *
 * @param {string[]} urls
 * @param {Record<string, unknown>} order
 * @param {number} [first] which address is the first
 * @returns {Promise<Accepted | undefined>} undefined when nobody took it in five minutes
 */
async function postUntilAccepted(urls, order, first = 0) {
	const post = postOf(order);
	const deadline = Date.now() + PATIENCE_MS;
	for (let attempts = 1; Date.now() < deadline; attempts++) {
		const url = urls[(first + attempts - 1) % urls.length] ?? '';
		if ((await send(url, post)) === 200) return { orderId: String(order['id']), attempts, at: Date.now() };
		await sleep(REPEAT_MS);
	}
	return undefined;
}

module.exports = { postOf, postUntilAccepted, send };
