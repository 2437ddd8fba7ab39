// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../../../scripts/shared/build.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');
const { SandboxClient } = require('../../../scripts/shared/sandbox-client.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

/**
 * The console where the sandbox has two stores: of its own, since a reset would take other parts their orders.
 *
 * @param {Pick<Scene, 'page' | 'check'>} scene
 */
async function checkConsoleOfStores(scene) {
	const { createStores, startAccount, systemClock } = require(path.join(ROOT, SANDBOX.output, 'index.cjs'));
	const account = await startAccount(createStores(2, { clock: systemClock(), demo: true }));
	try {
		await scene.page.goto(account.url);
		await checkStores(scene);
		await checkReset(scene, account.url);
	} finally {
		await account.close();
	}
}

/** @param {Pick<Scene, 'page' | 'check'>} scene */
async function checkStores({ page, check }) {
	const stores = page.getByLabel('Store', { exact: true });
	await check('names the stores there are', 'Sandbox Store (11), Acme Outdoor (12)', async () =>
		(await stores.locator('option').allInnerTexts()).join(', '),
	);
	await stores.selectOption('12');
	await page.waitForURL('**/?store=12**');
	await check('shows what the other store takes', '12, sandbox-api-key-12', async () =>
		(await page.locator('#connection code').allInnerTexts()).slice(1).join(', '),
	);
	await page.getByRole('link', { name: 'Rules' }).click();
	await page.getByLabel('Event').selectOption('orderImported');
	await page.getByLabel('Action').selectOption('copy');
	await page.getByLabel('Name', { exact: true }).fill('To the first');
	await page.getByRole('button', { name: 'Add rule' }).click();
	await check('makes a rule that copies', 'Copies the order to Sandbox Store', () =>
		page.locator('[data-heading=Does]').innerText(),
	);
	await page.getByRole('button', { name: 'Import an order' }).click();
	await check('tells in the order that it was copied', 'Order copied to store 11 as 3866382008', async () => {
		const history = await page.locator('[data-heading=What]').allInnerTexts();
		return history.find((note) => note.includes('copied')) ?? history.join(', ');
	});
}

/**
 * @param {Pick<Scene, 'page' | 'check'>} scene
 * @param {string} url
 */
async function checkReset({ page, check }, url) {
	await new SandboxClient(url, '12').saveRule({ name: 'Example', event: 'orderImported', url: 'http://127.0.0.1:1/x' });
	await page.getByRole('link', { name: 'Rules' }).click();
	const names = page.locator('[data-heading=Name]');
	await check('shows a rule that comes from elsewhere', '2', async () => String(await names.count()));
	let asked = '';
	page.once('dialog', (dialog) => {
		asked = dialog.message();
		void dialog.accept();
	});
	await page.getByRole('button', { name: 'Reset' }).click();
	await check('Reset keeps the rules of the examples', 'Example', async () =>
		(await names.allInnerTexts()).map((text) => text.split('\n')[0]).join(', '),
	);
	await check('and has asked before, and said so', 'every rule but those of the examples', () =>
		String(/every rule but those of the examples/.exec(asked)),
	);
}

module.exports = { checkConsoleOfStores };
