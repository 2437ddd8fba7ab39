// @ts-check
'use strict';

const { CREDENTIAL } = require('../../../shared/accounts.cjs');
const { FOLDERS, statuses } = require('../shipping.cjs');
const { HEADER, addRules, importExample, postTo } = require('./imported.cjs');
const { StandIn } = require('./stand-in.cjs');

const PATIENCE_SECONDS = 180;
const PREPARED = '21655';
const ADDRESS = {
	first_name: 'Ann',
	last_name: 'Lee',
	address1: '1 Main St',
	city: 'Rome',
	postal_code: '1',
	country: 'US',
};

/**
 * @typedef {object} Stage
 * @property {import('../run-check.cjs').Scene} scene
 * @property {import('./imported.cjs').Imported} flow
 * @property {StandIn} standIn
 *
 * @typedef {object} Flow
 * @property {string} file
 * @property {Record<string, string>} [changes] what a user has to change in it
 * @property {(stage: Stage) => Promise<string>} act what starts it, and what should come of it
 * @property {(stage: Stage) => Promise<string>} look what came of it
 * @property {string} [runs] the statuses of its executions, newest first
 */

/** @param {Stage} stage */
const startByHand = async ({ scene, flow }) => await scene.n8n.runWorkflow(flow.id, flow.trigger);

/** @param {Stage} stage */
const urlOf = ({ flow }) => String(flow.listeners[0]?.url);

/** The order that the flow worked on. @type {Map<string, string>} */
const orders = new Map();

/**
 * @param {Stage} stage
 * @param {Record<string, unknown>} order
 */
async function newOrder({ scene, flow }, order) {
	const made = await scene.sandbox.createOrder({ customer: ADDRESS, shipping: ADDRESS, ...order });
	orders.set(flow.id, made.id);
	return made;
}

/** @param {Stage} stage */
const orderOf = async ({ scene, flow }) => await scene.sandbox.order(String(orders.get(flow.id)));

/** Each example with third parties, in its order. @type {Flow[]} */
const FLOWS = [
	{
		file: '17-order-to-fulfilment.json',
		act: async (stage) => {
			const { id } = await newOrder(stage, { source_id: 'FLOW-17' });
			await stage.scene.sandbox.moveOrder(id, PREPARED);
			return `FLOW-17 sent once; ${FOLDERS.closed}, Sent to fulfilment as F-77`;
		},
		look: async (stage) => {
			const sent = stage.standIn.bodies('fulfilment-orders').map((body) => JSON.parse(body).order_number);
			const { folder_id: folder, order_history: history } = await orderOf(stage);
			const note = history.find((one) => one.note.startsWith('Sent to'))?.note;
			return `${sent.join(', ')} sent once; ${folder}, ${note}`;
		},
	},
	{
		file: '9-tracking-to-shipment.json',
		act: async (stage) => {
			const url = urlOf(stage);
			await newOrder(stage, { source_id: 'FLOW-9' });
			const parcel = { order_number: 'FLOW-9', tracking_number: '1Z9', carrier: 'UPS' };
			await stage.scene.list.row('posted without the secret', 'HTTP 403', () => postTo(url, parcel, 'guessed'));
			await postTo(url, parcel);
			await postTo(url, parcel);
			return `UPS 1Z9 in ${FOLDERS.closed}`;
		},
		look: async (stage) => {
			const { folder_id: folder, order_shipments: shipments } = await orderOf(stage);
			return `${shipments.map((one) => `${one.carrier_code} ${one.tracking_number}`).join(', ')} in ${folder}`;
		},
		runs: 'success, success',
	},
	{
		file: '10-shipments-to-shop.json',
		act: async (stage) => {
			const { id } = await newOrder(stage, { source_id: 'FLOW-10' });
			const { order_shipments: shipments } = await stage.scene.sandbox.shipOrder(id);
			return `FLOW-10: ${shipments[0]?.tracking_number}`;
		},
		look: async ({ standIn }) => {
			const told = standIn.bodies('shop-shipments').map((body) => JSON.parse(body));
			return told.map((one) => `${one.order_number}: ${one.tracking_number}`).join(', ');
		},
	},
	{
		file: '11-shop-to-order.json',
		act: async (stage) => {
			const address = { street: '1 Main St', city: 'Rome', postal_code: '1', country: 'IT' };
			const items = [{ sku: 'shirt-b', name: 'Black Shirt', quantity: 2, price: 19.9 }];
			const order = { number: 'FLOW-11', email: 'a@example.com', first_name: 'Ann', last_name: 'Lee', address, items };
			await postTo(urlOf(stage), order);
			await postTo(urlOf(stage), { ...order, email: 'b@example.com' });
			return 'one order: b@example.com, 2 × shirt-b, Rome';
		},
		look: async (stage) => {
			const found = await stage.scene.sandbox.ordersNumbered('FLOW-11');
			const texts = found.map(({ email, order_items: [item], shipping }) => {
				return `${email}, ${item?.quantity} × ${item?.code}, ${shipping['city']}`;
			});
			return `${texts.length === 1 ? 'one order' : texts.length}: ${texts.join('; ')}`;
		},
		runs: 'success, success',
	},
	{
		file: '12-donation-to-order.json',
		act: async (stage) => {
			const donor = { first_name: 'Ann', last_name: 'Lee', email: null, phone: null };
			const donation = { id: 'FLOW-12', amount: '25.50', campaign: null, donor };
			await postTo(urlOf(stage), donation);
			await postTo(urlOf(stage), donation);
			return 'one order: Donation, 25.5';
		},
		look: async (stage) => {
			const found = await stage.scene.sandbox.ordersNumbered('FLOW-12');
			const texts = found.map(({ order_items: [item], order_total: total }) => `${item?.name}, ${Number(total)}`);
			return `${texts.length === 1 ? 'one order' : texts.length}: ${texts.join('; ')}`;
		},
		runs: 'success, success',
	},
	{
		file: '13-supplier-stock.json',
		act: async (stage) => {
			await startByHand(stage);
			return '41, 42; told of 1';
		},
		look: async ({ scene, standIn }) => {
			const items = await scene.sandbox.inventory();
			const stocks = ['MUG-GREEN', 'TOTE-WAX'].map((sku) => items.find(({ code }) => code === sku)?.stock);
			return `${stocks.join(', ')}; told of ${standIn.bodies('messages').length}`;
		},
	},
	{
		file: '14-low-stock-message.json',
		act: async ({ scene }) => {
			const [{ id } = { id: '' }] = await scene.sandbox.inventory();
			await scene.sandbox.setStock(id, 50);
			const { name, code } = await scene.sandbox.setStock(id, 3);
			return `Only 3 left: ${name} (${code})`;
		},
		look: async ({ standIn }) =>
			standIn
				.bodies('messages')
				.map((body) => JSON.parse(body).text)
				.join(', '),
	},
	{
		file: '15-daily-supplier-csv.json',
		act: async (stage) => {
			const item = { name: 'Mug, blue', code: 'mug-b', quantity: 3, price: 5 };
			const { id } = await newOrder(stage, { source_id: 'FLOW-15', order_items: [item] });
			await stage.scene.sandbox.moveOrder(id, PREPARED);
			await startByHand(stage);
			return `FLOW-15,mug-b,"Mug, blue",3,Ann,Lee,1 Main St,Rome,1,US; ${FOLDERS.closed}`;
		},
		look: async (stage) => {
			const lines = stage.standIn.bodies('supplier-orders').flatMap((csv) => csv.split(/\r?\n/));
			return `${lines.filter((line) => line.startsWith('FLOW-15')).join(' | ')}; ${(await orderOf(stage)).folder_id}`;
		},
	},
	{
		file: '16-hold-risky-orders.json',
		changes: { 'On Hold': 'Prepared' },
		act: async (stage) => {
			const shipping = { ...ADDRESS, country: 'BR' };
			const { id } = await stage.scene.sandbox.importOrder({ source_id: 'FLOW-16', customer: ADDRESS, shipping });
			orders.set(stage.flow.id, id);
			await stage.scene.sandbox.importOrder({ source_id: 'FLOW-16b', customer: ADDRESS, shipping: ADDRESS });
			return `${PREPARED}: from US to BR; the other in ${FOLDERS.new}`;
		},
		look: async (stage) => {
			const { folder_id: folder, order_history: history } = await orderOf(stage);
			const note = history.find((one) => one.note.startsWith('Held for review'))?.note ?? '';
			const [other] = await stage.scene.sandbox.ordersNumbered('FLOW-16b');
			return `${folder}: ${note.replace(/.*, /, '')}; the other in ${other?.folder_id}`;
		},
		runs: 'success, success',
	},
];

/**
 * Every example with a third party is imported, published, started by what starts it, and has done what it says.
 *
 * @param {import('../run-check.cjs').Scene} scene
 * @param {string} credentialId
 */
async function checkFlows(scene, credentialId) {
	const { list, n8n, sandbox, ship } = scene;
	// It would ship and move the orders that others work on.
	await n8n.deactivate(ship.id);
	const header = await n8n.saveCredential({ name: 'Header', type: 'httpHeaderAuth', data: HEADER });
	const credentials = {
		[CREDENTIAL.type]: { id: credentialId, name: CREDENTIAL.name },
		httpHeaderAuth: { id: header.id, name: 'Header' },
	};
	for (const { file, changes, act, look, runs = 'success' } of FLOWS) {
		const standIn = new StandIn({
			'fulfilment-orders': '{ "reference": "F-77" }',
			'supplier-stock.csv': 'sku,stock\nMUG-GREEN,41\nNO-SUCH,9\nTOTE-WAX,42\n',
		});
		const name = file.replace('.json', '');
		try {
			const flow = await importExample(scene, file, credentials, await standIn.start(), changes);
			await addRules(sandbox, flow);
			const stage = { scene, flow, standIn };
			const expected = await act(stage);
			await list.row(`example ${name}`, runs, () => statuses(n8n, flow.id), PATIENCE_SECONDS);
			await list.row('what it has done', expected, () => look(stage), PATIENCE_SECONDS);
			await n8n.deactivate(flow.id);
		} catch (error) {
			await list.row(`example ${name}`, runs, () => String(error));
		} finally {
			standIn.stop();
		}
	}
}

module.exports = { checkFlows };
