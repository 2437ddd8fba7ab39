// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../../../scripts/shared/build.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

/**
 * The console as somebody uses it who tries a workflow: an order comes in, and its post is answered.
 *
 * @param {Pick<Scene, 'page' | 'check'>} scene
 */
async function checkConsoleOfPosts(scene) {
	const { startSandbox } = require(path.join(ROOT, SANDBOX.output, 'index.cjs'));
	const sandbox = await startSandbox({ demo: true });
	try {
		await scene.page.goto(sandbox.url);
		await checkCountry(scene);
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

module.exports = { checkConsoleOfPosts };
