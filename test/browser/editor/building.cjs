// @ts-check
'use strict';

const { FOLDERS } = require('../../../scripts/start/check/shipping.cjs');
const { untilItListens } = require('../../../scripts/start/seed.cjs');
const { Editor } = require('../support/editor.cjs');

const RULE = 'Built in the browser';
const EVENT = 'orderImported';

/** @param {string} country */
const orderTo = (country) => ({
	email: 'anna.lee@example.com',
	shipping: { first_name: 'Anna', last_name: 'Lee', address1: '1 Main St', city: 'Springfield', country },
});

/**
 * Imported orders to Germany get a shipment and go to Closed: built by hand around a test event that the sandbox posts,
 * then published.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkBuilding({ page, check, n8n, sandbox, seeded }) {
	const editor = new Editor(page, n8n.url);
	const { panel } = editor;
	// Examples would ship the same orders.
	for (const { id, active, event } of seeded.workflows) if (active && event === EVENT) await n8n.deactivate(id);

	await editor.open();
	await editor.addFirst('Order Desk', 'On order imported');
	const urls = await webhookUrls(editor);
	await sandbox.saveRule({ name: RULE, event: EVENT, url: urls.test });
	await panel.getByTestId('trigger-execute-button').click();
	await panel.getByText('Listening for test event').waitFor();
	const sample = await sandbox.importOrder(orderTo('DE'));
	await check('a test event begins with what people read', 'event, folder_name, id, source_id', async () =>
		(await editor.columns()).slice(0, 4).join(', '),
	);
	await editor.closePanel();

	await editor.addAfter('Order Desk Trigger', 'If');
	await editor.searchInput('country');
	const condition = panel.getByTestId('filter-condition-left');
	await editor.drag('.shipping.country', condition);
	await check('a field dragged into a condition', '{{ $json.shipping.country }}', async () =>
		(await condition.locator('.cm-line').innerText()).trim(),
	);
	await editor.fill('right', 'DE');
	await editor.run();
	await check('the condition lets it through', 'True Branch (1 item)', async () => {
		const text = await editor.output.innerText();
		return /True Branch\W*\(.*?\)/.exec(text)?.[0].replace(/\s+/g, ' ') ?? text;
	});
	await editor.closePanel();

	await editor.addAfter('If', 'Order Desk', 'Create shipment');
	await editor.drag('.id', editor.record('orderId'));
	await check('an ID dragged onto an order', '{{ $json.id }}', async () =>
		(await editor.record('orderId').locator('.cm-line').innerText()).trim(),
	);
	await editor.fill('tracking_number', 'DE123');
	await editor.fill('carrier_code', 'DHL');
	await editor.run();
	await check('the shipment', `${sample.id}, DE123, DHL, false`, () => editor.firstRow());
	await editor.closePanel();

	await editor.addAfter('Create shipment', 'Order Desk', 'Move order to folder');
	await editor.drag('.order_id', editor.record('orderId'));
	await editor.chooseRecord('folderId', 'Closed');
	await editor.run();
	await check('the order is in the folder chosen from the list', FOLDERS.closed, async () =>
		String((await sandbox.order(sample.id)).folder_id),
	);
	await editor.closePanel();

	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await page.getByTestId('workflow-publish-button').waitFor({ state: 'hidden' });
	await untilItListens(urls.production, RULE);
	await sandbox.saveRule({ name: RULE, event: EVENT, url: urls.production });
	const abroad = await sandbox.importOrder(orderTo('FR'));
	const german = await sandbox.importOrder(orderTo('DE'));
	await check('published, it ships an order to Germany', `DE123 in ${FOLDERS.closed}`, () =>
		stateOf(sandbox, german.id),
	);
	await check('and no other', `not shipped in ${FOLDERS.new}`, () => stateOf(sandbox, abroad.id));
	await check('of which the console of the sandbox tells', 'n8n answered 200, workflow started', async () => {
		const post = (await sandbox.appointments()).find(
			({ order_id: id, rule_name: rule }) => id === german.id && rule === RULE,
		);
		return String(post?.attempts.at(-1)?.outcome);
	});
}

/**
 * @param {Editor} editor with the panel of the trigger open
 * @returns {Promise<{ test: string, production: string }>}
 */
async function webhookUrls({ panel }) {
	await panel.getByText('Webhook URLs', { exact: true }).click();
	const text = await panel.getByText('/webhook-test/').innerText();
	const test = text.trim();
	return { test, production: test.replace('/webhook-test/', '/webhook/') };
}

/**
 * @param {import('../support/scene.cjs').Running['sandbox']} sandbox
 * @param {string} orderId
 */
async function stateOf(sandbox, orderId) {
	const { folder_id: folder, order_shipments: shipments } = await sandbox.order(orderId);
	return `${shipments.map((shipment) => shipment.tracking_number).join(', ') || 'not shipped'} in ${folder}`;
}

module.exports = { checkBuilding };
