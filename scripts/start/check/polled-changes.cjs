// @ts-check
'use strict';

const { FOLDERS } = require('./shipping.cjs');

/** How often `changesOf` can be called: each time it takes orders and an item that nobody has touched yet. */
const ROUNDS = 5;
const PLENTY = 50;

/**
 * @typedef {import('../../shared/sandbox-client.cjs').SandboxClient} SandboxClient
 * @typedef {{ edited: string, moved: string, shipped: string, counted: string, low: string, number: number }} Round
 */

/** @param {any} order as the sandbox shows it, or as the trigger emits it */
const orderText = ({ id, email, folder_id: folder, order_shipments: shipments }) =>
	`${id} ${email} in ${folder} with ${shipments.length} shipments`;
/** @param {any} item */
const itemText = ({ name, stock }) => `${name}: ${stock}`;

/**
 * The nodes by their names, and what of a record they emit tells it from others and from its other versions.
 *
 * @type {Record<string, { parameters: Record<string, unknown>, text: (record: any) => string }>}
 */
const TRIGGERS = {
	'New Order': { parameters: { event: 'newOrder' }, text: orderText },
	'New or Updated Order': { parameters: { event: 'orderUpdated' }, text: orderText },
	'Order Moved': { parameters: { event: 'orderMoved', toFolders: [FOLDERS.closed] }, text: orderText },
	'New Shipment': {
		parameters: { event: 'newShipment' },
		text: ({ tracking_number: number, order }) => `${number} of ${orderText(order)}`,
	},
	'New or Updated Item': { parameters: { event: 'inventoryUpdated' }, text: itemText },
	'Low Stock': { parameters: { event: 'lowStock', threshold: 5 }, text: itemText },
};

/**
 * @param {string} trigger
 * @param {any} record
 */
const lineOf = (trigger, record) => `${trigger}: ${TRIGGERS[trigger]?.text(record)}`;

/**
 * Puts what the rounds of changes need into the store, before anything watches it.
 *
 * @param {SandboxClient} sandbox
 * @returns {Promise<Iterator<Round>>}
 */
async function prepareStore(sandbox) {
	const orders = await sandbox.addOrders(3 * ROUNDS);
	const items = (await sandbox.inventory()).map(({ id }) => id).slice(0, ROUNDS + 1);
	for (const id of items) await sandbox.setStock(id, PLENTY);
	const counted = String(items.pop());
	const rounds = items.map((low, number) => {
		const [edited, moved, shipped] = orders.slice(3 * number);
		return /** @type {Round} */ ({ edited, moved, shipped, counted, low, number });
	});
	return rounds.values();
}

/**
 * Everything that a trigger can notice, once: each order is changed once, since of two changes between two checks only
 * the last state is seen.
 *
 * @param {SandboxClient} sandbox
 * @param {Iterator<Round>} rounds
 * @returns {Promise<string[]>} what has to come out, as lines
 */
async function changesOf(sandbox, rounds) {
	const { edited, moved, shipped, counted, low, number } = rounds.next().value;
	const made = await sandbox.createOrder({ email: `polled.${number}@example.com` });
	const changed = await sandbox.editOrder(edited, { email: `changed.${number}@example.com` });
	const closed = await sandbox.moveOrder(moved, FOLDERS.closed);
	const sent = await sandbox.shipOrder(shipped);
	const recounted = await sandbox.setStock(counted, PLENTY + number + 1);
	const sold = await sandbox.setStock(low, number);
	return [
		lineOf('New Order', made),
		...[made, changed, closed, sent].map((order) => lineOf('New or Updated Order', order)),
		lineOf('Order Moved', closed),
		...sent.order_shipments.map((shipment) => lineOf('New Shipment', { ...shipment, order: sent })),
		...[recounted, sold].map((item) => lineOf('New or Updated Item', item)),
		lineOf('Low Stock', sold),
	];
}

module.exports = { TRIGGERS, changesOf, lineOf, prepareStore };
