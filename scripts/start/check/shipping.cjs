// @ts-check
'use strict';

/** The folders every sandbox store has. */
const FOLDERS = { new: '21654', closed: '21656' };
/** From the import to the note there are 6 requests and a webhook; a loaded machine may need several times the usual 2 s. */
const PATIENCE_SECONDS = 180;

/** The requests that change something, by what they do. */
const WRITES = {
	'POST /orders/{id}/shipments': 'shipment',
	'POST /move-orders': 'move',
	'POST /orders/{id}/order-history': 'note',
};

/**
 * The main promise: an order is imported and n8n ships it, moves it and writes a note, and the move is passed on.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @returns {Promise<string>} the order's id
 */
async function checkShipping({ list, n8n, sandbox, ship, notify }) {
	const order = await sandbox.importOrder({
		source_id: 'CHECK-1',
		email: 'ann.lee+check@example.com',
		customer: { first_name: 'Ann', last_name: 'Lée 50% Ltd', company: '' },
		order_items: [{ name: 'Black Shirt', code: 'shirt-b', quantity: 2, price: 19.9 }],
	});
	const { id } = order;
	const tracking = `DEMO${id}`;
	const current = () => sandbox.order(id);

	await list.row('order imported into the sandbox', `folder ${FOLDERS.new}`, () => `folder ${order.folder_id}`);
	await list.row(
		'sandbox posted it to n8n',
		'HTTP 200',
		() => deliveries(sandbox, id, ship.webhookUrl),
		PATIENCE_SECONDS,
	);
	await list.row('n8n ran example 1', 'success', () => statuses(n8n, ship.id), PATIENCE_SECONDS);
	await list.row('shipment added, once', `UPS ${tracking}`, async () => {
		const { order_shipments: shipments } = await current();
		return shipments.map(({ carrier_code, tracking_number }) => `${carrier_code} ${tracking_number}`).join(', ');
	});
	await list.row('moved to Closed', `folder ${FOLDERS.closed}`, async () => `folder ${(await current()).folder_id}`);
	await list.row('note written, once', `n8n: Shipped with UPS, tracking number ${tracking}`, async () => {
		const notes = (await current()).order_history.filter(({ note }) => note.startsWith('Shipped with'));
		return notes.map(({ source_name, note }) => `${source_name}: ${note}`).join(', ');
	});
	await list.row('requests of n8n, in order, none twice', 'shipment, move, note', () => writes(sandbox));
	await list.row(
		'sandbox posted the move',
		'HTTP 200',
		() => deliveries(sandbox, id, notify.webhookUrl),
		PATIENCE_SECONDS,
	);
	await list.row('n8n ran example 3', 'success', () => statuses(n8n, notify.id), PATIENCE_SECONDS);
	await list.row(
		'endpoint was told of the move',
		`order ${id} in folder ${FOLDERS.closed}`,
		async () => {
			const received = (await sandbox.inbox()).filter(({ path }) => path.endsWith('/order-folder-changed'));
			const told = received.map(({ body }) => JSON.parse(body));
			return told.map(({ order_id, folder_id }) => `order ${order_id} in folder ${folder_id}`).join(', ');
		},
		PATIENCE_SECONDS,
	);
	return id;
}

/**
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {string} orderId
 * @param {string} url
 * @returns {Promise<string>} how n8n answered the posts of this order to this URL
 */
async function deliveries(sandbox, orderId, url) {
	const posts = (await sandbox.appointments()).filter((post) => post.order_id === orderId && post.url === url);
	return posts
		.flatMap(({ attempts }) => attempts)
		.map(({ status, error }) => (status === null ? error : `HTTP ${status}`))
		.join(', ');
}

/**
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @returns {Promise<string>} what the log of the sandbox says was changed through the API, oldest first
 */
async function writes(sandbox) {
	return (await sandbox.writes())
		.map((endpoint) => WRITES[/** @type {keyof WRITES} */ (endpoint)] ?? endpoint)
		.join(', ');
}

/**
 * @param {import('../../n8n/client.cjs').N8nClient} n8n
 * @param {string} workflowId
 * @returns {Promise<string>} the statuses of all its executions, with the reason of the failed ones
 */
async function statuses(n8n, workflowId) {
	const executions = await n8n.executions(workflowId);
	const texts = executions.map(async ({ id, status }) =>
		status === 'error' ? `error: ${(await n8n.execution(id)).error}` : status,
	);
	return (await Promise.all(texts)).join(', ');
}

module.exports = { FOLDERS, checkShipping, statuses };
