// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { isAtLeast } = require('../../../shared/is-at-least.cjs');
const { STORES_FOLDER, oldestN8nIn, readExample } = require('../../examples.cjs');
const { addRules, importExample } = require('../flows/imported.cjs');
const { switchOff } = require('../polling.cjs');

const PATIENCE_SECONDS = 180;
/** The triggers check every five seconds. */
const TWO_CHECKS_MS = 12_000;
const SKU = 'MUG-GREEN';

/**
 * @typedef {import('./stores.cjs').StoresScene} StoresScene
 * @typedef {import('../flows/imported.cjs').Imported} Imported
 */

/**
 * The orders changed in two stores are in the table, each with its store.
 *
 * @param {StoresScene} scene
 */
async function checkTable({ list, n8n, account }) {
	for (const name of ['Acme', 'Beta']) await account.store(name).console.createOrder({ source_id: `TABLE-${name}` });
	await list.row(
		'orders of all stores are in the table',
		'Acme TABLE-Acme, Beta TABLE-Beta',
		async () => {
			const rows = await n8n.tableRows('Orders of all stores');
			const lines = rows.map((row) => `${row['store_name']} ${row['source_id']}`);
			return lines.sort().join(', ');
		},
		PATIENCE_SECONDS,
	);
}

/**
 * A client's order is in the fulfilment store, once, and its shipment comes back.
 *
 * @param {StoresScene} scene
 * @param {Imported} imported
 */
async function checkFulfilment({ list, account }, { id, listeners }) {
	const [ofClients, ofFulfilment] = ['orderImported', 'shipmentAdded'].map((wanted) =>
		listeners.filter(({ event }) => event === wanted),
	);
	const fulfilment = account.store('Fulfilment').console;
	for (const { name, console } of account.stores) {
		const own = name === 'Fulfilment' ? ofFulfilment : ofClients;
		await addRules(console, { id, trigger: '', listeners: own ?? [] });
	}
	const client = account.store('Acme');
	const order = await client.console.importOrder({ source_id: 'CLIENT-1' });
	const copies = async () => await fulfilment.ordersNumbered(`${client.id}-${order.id}`);
	const copied = async () => (await copies()).map(({ order_items: items }) => `${items.length} items`).join(', ');
	await list.row('in the fulfilment store, once', `${order.order_items.length} items`, copied, PATIENCE_SECONDS);
	const [copy] = await copies();
	const { order_shipments: shipments } = await fulfilment.shipOrder(String(copy?.id));
	await list.row(
		'its shipment is back in the store of the client',
		shipments.map(({ tracking_number: number }) => number).join(', '),
		async () => {
			const { order_shipments: back } = await client.console.order(order.id);
			return back.map(({ tracking_number: number }) => number).join(', ');
		},
		PATIENCE_SECONDS,
	);
}

/**
 * A stock figure changed in one store is in the others, and does not go round.
 *
 * @param {StoresScene} scene
 * @param {Imported} imported
 */
async function checkStock({ list, n8n, account }, { id }) {
	const itemIn = async (/** @type {string} */ name) => {
		const items = await account.store(name).console.inventory();
		return items.find(({ code }) => code === SKU);
	};
	const stocks = async () => {
		const found = await Promise.all(account.stores.map(async ({ name }) => `${name} ${(await itemIn(name))?.stock}`));
		return found.join(', ');
	};
	await account.store('Acme').console.setStock(String((await itemIn('Acme'))?.id), 77);
	const expected = 'Acme 77, Beta 77, Fulfilment 77';
	await list.row('stock of a SKU in each store', expected, stocks, PATIENCE_SECONDS);
	await sleep(TWO_CHECKS_MS);
	await list.row('what was set starts nothing', '1 execution', async () => {
		return `${(await n8n.executions(id)).length} execution`;
	});
}

/** @type {Record<string, (scene: StoresScene, imported: Imported) => Promise<void>>} */
const EXAMPLES = {
	'1-changed-orders-of-all-stores': checkTable,
	'2-fulfil-for-clients': checkFulfilment,
	'3-one-stock-for-all-stores': checkStock,
};

/**
 * Each example for several stores, in an n8n that is new enough for it, is imported, published and has done what it says.
 *
 * @param {StoresScene} scene
 */
async function checkExamplesOfStores(scene) {
	const { list, n8n, credential } = scene;
	for (const [name, check] of Object.entries(EXAMPLES)) {
		const file = `${STORES_FOLDER}/${name}.json`;
		if (!isAtLeast(n8n.host.version, oldestN8nIn(readExample(file)))) continue;
		try {
			const imported = await importExample(scene, file, { [credential.type]: credential }, '');
			await check(scene, imported);
			const statuses = async () => {
				const executions = await n8n.executions(imported.id);
				return [...new Set(executions.map(({ status }) => status))].join(', ');
			};
			await list.row(`example ${name}`, 'success', statuses, PATIENCE_SECONDS);
			await switchOff(n8n, imported.id);
		} catch (error) {
			await list.row(`example ${name}`, 'success', () => String(error));
		}
	}
}

module.exports = { checkExamplesOfStores };
