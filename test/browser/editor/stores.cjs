// @ts-check
'use strict';

const { CREDENTIAL } = require('../../../scripts/shared/accounts.cjs');
const { Account } = require('../../../scripts/start/check/stores/account.cjs');
const { Editor } = require('../support/editor.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

const SEARCH = 'Orders of the stores';
/** As n8n names it. */
const STORES_CREDENTIAL = 'Order Desk Stores account';

/**
 * Lists three stores by hand, one with a wrong key, and works with them in one node.
 *
 * @param {Scene} scene
 */
async function checkStores(scene) {
	const account = await Account.start();
	try {
		await makeCredential(scene, account);
		const editor = await openNode(scene);
		await chooseKind(scene, editor);
		await searchInStore(scene, editor, account);
	} finally {
		await account.close();
	}
}

/**
 * @param {Scene} scene
 * @param {Account} account
 */
async function makeCredential({ page, check, picture, n8n }, account) {
	const form = page.getByTestId('node-credentials-config-container');
	const { apiKeys = '', baseUrl = '' } = account.credential({ Beta: 'key-of-another-store' }).data;
	await page.goto(`${n8n.url}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').locator('input').fill('order desk');
	await page
		.getByTestId('new-credential-type-select-option')
		.getByText('Order Desk Stores API', { exact: true })
		.click();
	await page.getByTestId('new-credential-type-button').click();
	await form.waitFor();
	await page.getByTestId('parameter-input-apiKeys').locator('textarea').fill(apiKeys);
	await page.getByTestId('parameter-input-baseUrl').locator('input').fill(baseUrl);
	await page.getByTestId('credential-save-button').click();
	const refused = `1 of 3 stores cannot be used. Beta: The API Key is not that of the store ${account.store('Beta').id}`;
	await check('a list with a wrong key is saved, and the store is named', refused, async () => {
		const details = form.getByText('More details');
		if (await details.isVisible()) await details.click();
		const text = (await form.locator('.el-tag--danger:visible').innerText()).replaceAll('\n', ' ');
		return text.includes(refused) ? refused : text;
	});
	await picture('credential-stores');
}

/**
 * @param {Scene} scene
 * @returns {Promise<Editor>} with the panel of a node that searches orders
 */
async function openNode({ page, n8n, seeded }) {
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] };
	const search = {
		id: 'search',
		name: SEARCH,
		type: 'n8n-nodes-order-desk.orderDesk',
		typeVersion: 1,
		position: [220, 0],
		parameters: { resource: 'order', operation: 'getAll' },
		credentials: { [CREDENTIAL.type]: { id: seeded.credential.id, name: CREDENTIAL.name } },
	};
	const { id } = await n8n.saveWorkflow({
		name: 'Several stores',
		nodes: [{ ...start, parameters: {} }, search],
		connections: { [start.name]: { main: [[{ node: SEARCH, type: 'main', index: 0 }]] } },
		settings: {},
	});
	const editor = new Editor(page, n8n.url);
	await editor.open(id);
	await editor.openPanel(SEARCH);
	return editor;
}

/**
 * The kind of the credential: the one that is chosen decides it, and a new one asks for it.
 *
 * @param {Scene} scene
 * @param {Editor} editor
 */
async function chooseKind({ page, check, picture }, editor) {
	const beginning = async () => (await editor.labels()).slice(0, 3).join(', ');
	await check('with the credential of one store', 'Resource, Operation, Return All', beginning);

	const dialog = page.getByTestId('editCredential-modal');
	await editor.chooseCredential('Create new credential');
	const kind = dialog.getByRole('button', { name: 'One Store' });
	await kind.click();
	await check('a new credential asks for how many stores it is', 'One Store, Several Stores', async () =>
		(await page.getByRole('menuitem').filter({ hasText: 'Store' }).allInnerTexts())
			.map((text) => text.trim())
			.join(', '),
	);
	await picture('credential-one-or-several');
	await page.getByRole('menuitem', { name: 'Several Stores' }).click();
	await dialog.getByText('Order Desk Stores API').waitFor();
	await dialog.getByRole('button', { name: 'Close' }).click();

	await editor.chooseCredential(STORES_CREDENTIAL);
	await check('with that of several stores', 'Resource, Operation, Store', beginning);
}

/**
 * @param {Scene} scene
 * @param {Editor} editor
 * @param {Account} account
 */
async function searchInStore({ check, picture }, editor, account) {
	await editor.openRecords('storeId');
	await check('the list of stores', 'All Stores, Acme, Beta, Fulfilment', async () =>
		(await editor.records()).join(', '),
	);
	await editor.chooseRecord('storeId', 'Acme');
	await editor.run();
	await check('what comes out begins with the store', 'store_id, store_name', async () =>
		(await editor.columns()).slice(0, 2).join(', '),
	);
	await check('and is of the store that was chosen', `${account.store('Acme').id}, Acme`, async () =>
		(await editor.firstRow()).split(', ').slice(0, 2).join(', '),
	);
	await picture('panel-stores');
	await editor.chooseRecord('storeId', 'All Stores');
	await editor.run();
	const refused = 'Beta: Order Desk does not accept this Store ID and API Key';
	await check('all stores, of which one fails', refused, async () => {
		const text = await editor.output.innerText();
		return text.includes(refused) ? refused : text;
	});
}

module.exports = { checkStores };
