// @ts-check
'use strict';

const http = require('node:http');

/**
 * Stands in for the shops, carriers, suppliers and chats of the examples: keeps what it is sent, and answers as told.
 *
 * @typedef {{ path: string, body: string }} Received
 */
class StandIn {
	/** Oldest first. @type {Received[]} */
	received = [];

	/** @param {Record<string, string>} answers by path; `{}` for any other */
	constructor(answers) {
		this.server = http.createServer((request, response) => {
			let body = '';
			request.setEncoding('utf8');
			request.on('data', (part) => (body += part));
			request.on('end', () => {
				const path = String(request.url).slice(1);
				this.received.push({ path, body });
				response.setHeader('content-type', path.endsWith('.csv') ? 'text/csv' : 'application/json');
				response.end(answers[path] ?? '{}');
			});
		});
	}

	/** @returns {Promise<string>} its address, with a slash at the end */
	async start() {
		await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
		const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
		return `http://127.0.0.1:${address.port}/`;
	}

	stop() {
		this.server.close();
		this.server.closeAllConnections();
	}

	/**
	 * @param {string} path
	 * @returns {string[]} the bodies that came there
	 */
	bodies(path) {
		return this.received.filter((one) => one.path === path).map(({ body }) => body);
	}
}

module.exports = { StandIn };
