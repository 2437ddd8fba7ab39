// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../../../scripts/shared/build.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');
const { checkAccessibility } = require('./accessibility.cjs');
const { openTab } = require('./page.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

/**
 * The console as somebody uses it who tries a workflow: an order comes in, and its post is answered.
 *
 * @param {Pick<Scene, 'page' | 'check'>} scene
 */
async function checkConsoleOfPosts(scene) {
	const { startSandbox } = require(path.join(ROOT, SANDBOX.output, 'index.cjs'));
	const deliver = async () => ({ status: 200, reply: "Filtered out: its country is 'DE'" });
	const sandbox = await startSandbox({ demo: true, deliver });
	try {
		await scene.page.goto(sandbox.url);
		await checkCountry(scene);
		await checkOutcome(scene);
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

/** @param {Pick<Scene, 'page' | 'check'>} scene */
async function checkOutcome({ page, check }) {
	await check('says that no rule has posted the order', 'No rule has posted this order.', () =>
		page.locator('.beside [aria-live] p').innerText(),
	);
	await openTab(page, 'Rules');
	await page.getByLabel('Event').selectOption('orderImported');
	await page.getByLabel('URL', { exact: true }).fill('http://127.0.0.1:1/webhook/order');
	await page.getByLabel('Name', { exact: true }).fill('To n8n');
	await page.getByRole('button', { name: 'Add rule' }).click();
	await page.getByRole('button', { name: 'Import an order' }).click();
	const told = "n8n answered 200, workflow not started: its country is 'DE'";
	await check('tells on the order what came of its post', told, () =>
		page.locator('[data-heading="What came of it"] .pending').innerText(),
	);
	const id = String(await page.locator('tr.open [data-order]').getAttribute('data-order'));
	await openTab(page, 'Rules');
	const lastPost = page.locator('[data-heading="Last post"]');
	await check('and beside the rule', told, () => lastPost.locator('.pending').innerText());
	await check('of which order', `Order ${id}`, async () => String((await lastPost.innerText()).split('\n')[0]));
}

module.exports = { checkConsoleOfPosts };
