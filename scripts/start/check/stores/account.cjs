// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../../../shared/build.cjs');
const { ROOT } = require('../../../shared/root.cjs');
const { SandboxClient } = require('../../../shared/sandbox-client.cjs');

/** As a user names them; the last one is that of the examples in which orders are fulfilled. */
const NAMES = ['Acme', 'Beta', 'Fulfilment'];

/**
 * @typedef {{ name: string, id: string, key: string, console: SandboxClient }} Store
 */

/** Three stores behind one address, apart from the one that everything else works with, and n8n's credential for them. */
class Account {
	/** @param {{ url: string, apiUrl: string, sandboxes: { store: { identity: { storeId: string, apiKey: string } } }[], close: () => Promise<void> }} started */
	constructor({ url, apiUrl, sandboxes, close }) {
		this.baseUrl = apiUrl;
		this.close = close;
		this.stores = sandboxes.map(({ store: { identity } }, place) => ({
			name: NAMES[place] ?? '',
			id: identity.storeId,
			key: identity.apiKey,
			console: new SandboxClient(url, identity.storeId),
		}));
	}

	/** @returns {Promise<Account>} to be closed */
	static async start() {
		const { createStores, startAccount, systemClock } = require(path.join(ROOT, SANDBOX.output, 'index.cjs'));
		return new Account(await startAccount(createStores(NAMES.length, { clock: systemClock(), demo: true })));
	}

	/**
	 * @param {string} name
	 * @returns {Store}
	 */
	store(name) {
		const found = this.stores.find((store) => store.name === name);
		if (!found) throw new Error(`There is no store ${name}.`);
		return found;
	}

	/**
	 * @param {Record<string, string>} [otherKeys] by the name of the store, in place of its own
	 * @returns {{ name: string, type: string, data: Record<string, string> }} a credential
	 */
	credential(otherKeys = {}) {
		const lines = this.stores.map(({ name, id, key }) => `${name}, ${id}, ${otherKeys[name] ?? key}`);
		return {
			name: 'Order Desk stores',
			type: 'orderDeskStoresApi',
			data: { apiKeys: lines.join('\n'), baseUrl: this.baseUrl },
		};
	}
}

module.exports = { Account };
