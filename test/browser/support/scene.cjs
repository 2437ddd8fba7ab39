// @ts-check
'use strict';

const path = require('node:path');
const { OWNER } = require('../../../scripts/shared/accounts.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');

/**
 * @typedef {import('../../../scripts/start/running.cjs').Running} Running
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} Scene what a part of the run works with
 * @property {Page} page signed in to n8n
 * @property {import('./checks.cjs').Check} check
 * @property {Running['n8n']} n8n
 * @property {Running['sandbox']} sandbox
 * @property {import('../../../scripts/start/seed.cjs').Seeded} seeded
 * @property {(name: string) => Promise<void>} picture writes the page to docs/images, when pictures are asked for
 */

const PICTURES = path.join(ROOT, 'docs', 'images');

/**
 * @param {Page} page
 * @param {string} url of n8n
 */
async function signIn(page, url) {
	await page.goto(`${url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
	await page.fill('input[name=password]', OWNER.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL('**/home/**');
}

/**
 * JPEG, since `n8n-node build` would copy every .png of the repository into the package.
 *
 * @param {Page} page
 * @param {string} name
 */
async function takePicture(page, name) {
	const file = path.join(PICTURES, `${name}.jpg`);
	await page.mouse.move(0, 0);
	await page.locator('.el-notification').first().waitFor({ state: 'detached' });
	await page.screenshot({ path: file, type: 'jpeg', quality: 85, animations: 'disabled' });
	console.log(`          ${path.relative(ROOT, file)}`);
}

module.exports = { signIn, takePicture };
