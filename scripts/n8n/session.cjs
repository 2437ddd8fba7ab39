// @ts-check
'use strict';

const { UserError } = require('../shared/user-error.cjs');

/** n8n binds a session to this header; any constant will do. */
const BROWSER_ID = 'order-desk-start';

/** Requests to n8n that keep the cookie of whoever has signed in. */
class Session {
	#cookie = '';

	/** @type {string} */
	#url;

	/** @param {string} url of n8n */
	constructor(url) {
		this.#url = url;
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} body
	 * @param {() => Promise<any>} otherwise for an n8n that is too old to know the path
	 */
	async callOr(method, path, body, otherwise) {
		try {
			return await this.call(method, path, body);
		} catch (error) {
			if (error instanceof N8nRefusal && error.status === 404) return await otherwise();
			throw error;
		}
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<any>} what n8n wraps in `data`
	 */
	async call(method, path, body) {
		const response = await fetch(`${this.#url}${path}`, {
			method,
			headers: {
				'browser-id': BROWSER_ID,
				cookie: this.#cookie,
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (cookie) this.#cookie = String(cookie.split(';')[0]);
		const text = await response.text();
		if (!response.ok) throw new N8nRefusal(method, path, response.status, text);
		const reply = JSON.parse(text);
		return path.startsWith('/rest/') ? reply.data : reply;
	}
}

class N8nRefusal extends UserError {
	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {number} status
	 * @param {string} body
	 */
	constructor(method, path, status, body) {
		super(`n8n answered ${status} to ${method} ${path}: ${body.slice(0, 500)}`);
		this.status = status;
	}
}

module.exports = { N8nRefusal, Session };
