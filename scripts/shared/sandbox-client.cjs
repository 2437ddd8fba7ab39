// @ts-check
'use strict';

const { UserError } = require('./user-error.cjs');

/**
 * @typedef {{ at: string, status: number | null, reply: string, error: string, outcome: string }} Attempt
 * @typedef {{ id: string, rule_name: string, event: string, order_id: string, url: string, status: string, attempts: Attempt[] }} Appointment
 * @typedef {{ tracking_number: string, carrier_code: string }} Shipment
 * @typedef {{ id: string, name: string, code: string, stock: number | string }} InventoryItem
 * @typedef {{ name: string, code: string, quantity: number | string }} OrderItem
 * @typedef {{ id: string, source_id: string, email: string, order_total: number | string, order_items: OrderItem[], folder_id: number | string, order_history: { note: string, source_name: string }[], order_shipments: Shipment[], shipping: Record<string, string> }} SandboxOrder
 */

/** The sandbox's console interface, which needs no key: what a person does in Order Desk's own pages. */
class SandboxClient {
	/**
	 * @param {string} url
	 * @param {string} [storeId] one of several stores behind the URL; the first when left out
	 */
	constructor(url, storeId) {
		this.url = url;
		this.storeId = storeId;
	}

	/** @returns {Promise<{ counts: { requests: number } }>} */
	async state() {
		return await this.#call('GET', '/console/api/state');
	}

	/**
	 * An order comes in as from a shop, and the rules for imported orders run.
	 *
	 * @param {Record<string, unknown>} order what isn't given is made up
	 * @returns {Promise<SandboxOrder>}
	 */
	async importOrder(order) {
		return (await this.#call('POST', '/console/api/orders/import', order)).order;
	}

	/**
	 * Somebody creates an order by hand, and the rules for that run.
	 *
	 * @param {Record<string, unknown>} order what isn't given is made up
	 * @returns {Promise<SandboxOrder>}
	 */
	async createOrder(order) {
		return (await this.#call('POST', '/console/api/orders/create', order)).order;
	}

	/**
	 * Orders that are simply there: no rule runs.
	 *
	 * @param {number} count
	 * @returns {Promise<string[]>} their ids
	 */
	async addOrders(count) {
		return (await this.#call('POST', '/console/api/orders/bulk', { count })).ids;
	}

	/**
	 * Somebody works on an order: changes fields, moves it, ships it.
	 *
	 * @param {string} id
	 * @param {Record<string, unknown>} fields
	 * @returns {Promise<SandboxOrder>} as it is then
	 */
	async editOrder(id, fields) {
		return (await this.#call('PUT', `/console/api/orders/${id}`, fields)).order;
	}

	/**
	 * @param {string} id
	 * @param {string} folderId
	 * @returns {Promise<SandboxOrder>}
	 */
	async moveOrder(id, folderId) {
		return (await this.#call('POST', `/console/api/orders/${id}/move`, { folder_id: folderId })).order;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<SandboxOrder>}
	 */
	async shipOrder(id) {
		return (await this.#call('POST', `/console/api/orders/${id}/shipments`, {})).order;
	}

	/** @returns {Promise<InventoryItem[]>} */
	async inventory() {
		return (await this.#call('GET', '/console/api/inventory')).inventory_items;
	}

	/**
	 * @param {string} id
	 * @param {number} stock
	 * @returns {Promise<InventoryItem>}
	 */
	async setStock(id, stock) {
		return (await this.#call('PUT', `/console/api/inventory/${id}`, { stock })).inventory_item;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<SandboxOrder>}
	 */
	async order(id) {
		return (await this.#call('GET', `/console/api/orders/${id}`)).order;
	}

	/**
	 * @param {string} sourceId
	 * @returns {Promise<SandboxOrder[]>}
	 */
	async ordersNumbered(sourceId) {
		return (await this.#call('GET', `/console/api/orders?source_id=${encodeURIComponent(sourceId)}`)).orders;
	}

	/**
	 * Makes a rule that stays when somebody resets the store.
	 *
	 * @param {{ name: string, event: string, url: string, folder_ids?: string[] }} rule one of this name is changed, not
	 *   doubled, and keeps what is not given here, such as that somebody turned it off
	 */
	async saveRule(rule) {
		/** @type {{ rules: { id: string, name: string }[] }} */
		const { rules } = await this.#call('GET', '/console/api/rules');
		const known = rules.find(({ name }) => name === rule.name);
		if (known) await this.#call('PUT', `/console/api/rules/${known.id}`, rule);
		else await this.#call('POST', '/console/api/rules', { ...rule, format: 'form', keep: true });
	}

	/** @returns {Promise<Appointment[]>} the posts of all rules, newest first */
	async appointments() {
		return await this.#call('GET', '/console/api/appointments');
	}

	/** @param {string} id of an appointment that is to be posted again, now */
	async runAgain(id) {
		await this.#call('POST', `/console/api/appointments/${id}/run`, {});
	}

	/** @param {Record<string, string | number>} switches where documents disagree, how the sandbox behaves */
	async setSwitches(switches) {
		await this.#call('PUT', '/console/api/switches', switches);
	}

	/**
	 * @param {number} [since] the number of the last one that is known
	 * @returns {Promise<{ seq: number, at: number, endpoint: string, status: number }[]>} the requests to the API after it,
	 *   oldest first, of the latest 5,000; `at` in milliseconds
	 */
	async requests(since = 0) {
		return (await this.#call('GET', `/console/api/log?since=${since}`)).requests;
	}

	/** @returns {Promise<string[]>} the successful requests to the API that changed something, oldest first */
	async writes() {
		/** @type {{ requests: { method: string, endpoint: string, status: number }[] }} */
		const { requests } = await this.#call('GET', '/console/api/log');
		return requests.filter(({ method, status }) => method !== 'GET' && status < 300).map(({ endpoint }) => endpoint);
	}

	/** @returns {Promise<{ path: string, body: string }[]>} what arrived below /inbox/, newest first */
	async inbox() {
		return (await this.#call('GET', '/console/api/inbox')).requests;
	}

	/**
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @returns {Promise<any>}
	 */
	async #call(method, path, body) {
		const url = new URL(path, this.url);
		if (this.storeId !== undefined) url.searchParams.set('store', this.storeId);
		const response = await fetch(url, {
			method,
			...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new UserError(`The sandbox answered ${response.status} to ${method} ${path}: ${text}`);
		return JSON.parse(text);
	}
}

module.exports = { SandboxClient };
