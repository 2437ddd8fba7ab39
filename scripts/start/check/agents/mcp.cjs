// @ts-check
'use strict';

const { MCP_PATH, SECRET } = require('../../examples.cjs');
const { waitFor } = require('../../../shared/wait.cjs');

const PROTOCOL = '2025-06-18';
const LISTEN_SECONDS = 120;

/**
 * Another agent uses the tools of example 7 over the Model Context Protocol, and nobody else can.
 *
 * @param {import('../run-check.cjs').Scene} scene
 * @param {string} orderId
 */
async function checkMcp({ list, n8n }, orderId) {
	const server = new McpClient(`${n8n.url}${MCP_PATH}`, SECRET);
	await list.row('MCP without the token', 'HTTP 403', async () => {
		const stranger = new McpClient(server.url, 'another-token');
		const { status } = await stranger.post('initialize', {});
		return `HTTP ${status}`;
	});
	await waitFor('the MCP server of example 7', LISTEN_SECONDS, async () => await server.connect());
	await list.row('MCP, its tools', 'Add_note, Find_orders, List_shipments, Look_up_stock', async () => {
		const { tools } = await server.call('tools/list', {});
		return tools
			.map((/** @type {{ name: string }} */ { name }) => name)
			.sort()
			.join(', ');
	});
	await list.row('MCP, an order that was searched for', orderId, async () => {
		const { content } = await server.call('tools/call', {
			name: 'Find_orders',
			arguments: { Source_ID: 'CHECK-1', Email: '', Customer_Last_Name: '' },
		});
		const orders = [JSON.parse(content[0].text)].flat();
		return orders.map(({ id }) => id).join(', ');
	});
}

/** As much of the protocol as it takes to call a tool. */
class McpClient {
	/** @type {string | undefined} */
	#session;

	#requests = 0;

	/**
	 * @param {string} url
	 * @param {string} token
	 */
	constructor(url, token) {
		this.url = url;
		this.token = token;
	}

	async connect() {
		const response = await this.post('initialize', {
			protocolVersion: PROTOCOL,
			capabilities: {},
			clientInfo: { name: 'check', version: '1' },
		});
		if (!response.ok) throw new Error(`HTTP ${response.status}: ${(await response.text()).slice(0, 200)}`);
		this.#session = response.headers.get('mcp-session-id') ?? undefined;
		await response.text();
		await this.post('notifications/initialized', undefined);
		return true;
	}

	/**
	 * @param {string} method
	 * @param {unknown} params
	 * @returns {Promise<any>} the result
	 */
	async call(method, params) {
		const text = await (await this.post(method, params)).text();
		// An answer is JSON, or the data of an event.
		const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		const { result, error } = JSON.parse(data);
		if (error) throw new Error(error.message);
		return result;
	}

	/**
	 * @param {string} method
	 * @param {unknown} params undefined for a notification, which has no answer
	 */
	async post(method, params) {
		const id = params === undefined ? {} : { id: ++this.#requests, params };
		return await fetch(this.url, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${this.token}`,
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(this.#session && { 'mcp-session-id': this.#session, 'mcp-protocol-version': PROTOCOL }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', method, ...id }),
		});
	}
}

module.exports = { checkMcp };
