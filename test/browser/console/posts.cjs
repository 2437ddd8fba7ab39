// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../../../scripts/shared/build.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');
const { SandboxClient } = require('../../../scripts/shared/sandbox-client.cjs');
const { checkAccessibility } = require('./accessibility.cjs');
const { focused, openTab } = require('./page.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

/**
 * The console as somebody uses it who tries a workflow: an order comes in, and its post is answered.
 *
 * @param {Pick<Scene, 'page' | 'check' | 'picture'>} scene
 */
async function checkConsoleOfPosts(scene) {
	const { startSandbox } = require(path.join(ROOT, SANDBOX.output, 'index.cjs'));
	const deliver = async () => ({ status: 200, reply: "Filtered out: its country is 'DE'" });
	const sandbox = await startSandbox({ demo: true, deliver });
	try {
		await scene.page.goto(sandbox.url);
		await checkCountry(scene);
		await checkOutcome(scene);
		await checkEditing(scene, sandbox.url);
		await checkAccessibility(scene);
	} finally {
		await sandbox.close();
	}
}

/** @param {Pick<Scene, 'page' | 'check'>} scene */
async function checkCountry({ page, check }) {
	const country = page.getByLabel('Ship to');
	await country.selectOption({ label: 'Germany (DE)' });
	await page.getByRole('button', { name: 'Import an order' }).click();
	await check('imports an order to the country that was chosen', '10115, DE', async () =>
		String(/10115, DE$/.exec(await page.locator('.beside dd').first().innerText())),
	);
	await check('and lists it with its country', 'DE', () => page.locator('tr.open [data-heading=Country]').innerText());
	await check('and keeps the choice for the next one', 'DE', () => country.inputValue());
}

/** @param {Pick<Scene, 'page' | 'check' | 'picture'>} scene */
async function checkOutcome({ page, check, picture }) {
	await check('says that no rule has posted the order', 'No rule has posted this order.', () =>
		page.locator('.beside [aria-live] p').innerText(),
	);
	await openTab(page, 'Rules');
	await page.getByLabel('Event').selectOption('orderImported');
	await page.getByLabel('URL', { exact: true }).fill('http://127.0.0.1:1/webhook/order');
	await page.getByLabel('Name', { exact: true }).fill('To n8n');
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByRole('button', { name: 'Edit To n8n' }).waitFor();
	await page.getByRole('button', { name: 'Import an order' }).click();
	const told = "n8n answered 200, workflow not started: its country is 'DE'";
	await check('tells on the order what came of its post', told, () =>
		page.locator('[data-heading="What came of it"] .pending').innerText(),
	);
	await picture('sandbox-console');
	const id = String(await page.locator('tr.open [data-order]').getAttribute('data-order'));
	await openTab(page, 'Rules');
	const lastPost = page.locator('[data-heading="Last post"]');
	await check('and beside the rule', told, () => lastPost.locator('.pending').innerText());
	await check('of which order', `Order ${id}`, async () => String((await lastPost.innerText()).split('\n')[0]));
}

/**
 * @param {Pick<Scene, 'page' | 'check'>} scene
 * @param {string} url
 */
async function checkEditing({ page, check }, url) {
	const edit = page.getByRole('button', { name: 'Edit To n8n' });
	await edit.focus();
	await page.keyboard.press('Enter');
	await check('editing a rule goes to its form', 'rule', () => focused(page, 'id'));
	const post = page.getByLabel('URL', { exact: true });
	await check('which holds the rule', 'http://127.0.0.1:1/webhook/order', () => post.inputValue());
	await post.fill('http://127.0.0.1:1/webhook/moved');
	await page.getByLabel('Event').selectOption('folderChanged');
	await page.getByLabel('Only in folder').selectOption({ label: 'Closed' });
	await page.getByRole('button', { name: 'Save rule' }).click();
	const row = page.locator('tbody tr');
	await check('saves what was changed', 'Folder is Changed: http://127.0.0.1:1/webhook/moved', async () =>
		[await row.locator('[data-heading=Event]').innerText(), await row.locator('code').innerText()].join(': '),
	);
	await check('and goes back to the rule', 'editRule', () => focused(page, 'data-action'));
	await edit.click();
	await check('holds it when it is edited again', 'Closed', () =>
		page.getByLabel('Only in folder').locator('option:checked').innerText(),
	);
	await page.getByRole('button', { name: 'Cancel' }).click();
	await check('cancelling makes room for a new rule', 'New rule, ', async () =>
		[await page.locator('#rule').innerText(), await post.inputValue()].join(', '),
	);
	await checkFolders({ page, check }, url);
}

/**
 * @param {Pick<Scene, 'page' | 'check'>} scene
 * @param {string} url
 */
async function checkFolders({ page, check }, url) {
	const rule = { name: 'Of a script', event: 'orderImported', url: 'http://127.0.0.1:1/x' };
	await new SandboxClient(url).saveRule({ ...rule, folder_ids: ['21654', '21656'] });
	const edit = page.getByRole('button', { name: 'Edit Of a script' });
	await edit.click();
	await page.getByRole('heading', { name: 'Edit rule: Of a script' }).waitFor();
	await page.getByLabel('URL', { exact: true }).fill('http://127.0.0.1:1/y');
	await page.getByRole('button', { name: 'Save rule' }).click();
	await page.getByText('http://127.0.0.1:1/y').waitFor();
	await edit.click();
	await check('keeps several folders, which only scripts can set', 'New, Closed', () =>
		page.getByLabel('Only in folder').locator('option:checked').innerText(),
	);
}

module.exports = { checkConsoleOfPosts };
