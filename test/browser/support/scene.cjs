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
 * @property {(name: string, area?: Area) => Promise<void>} picture writes the page, or a part of it, to docs/images, when
 *   pictures are asked for
 *
 * @typedef {{ x: number, y: number, width: number, height: number }} Area in pixels
 */

/** What n8n lays over the canvas. */
const OVER_THE_CANVAS = ['.vue-flow__panel', '[class*=executionButtons]', '[data-reka-popper-content-wrapper]'];
/** Without the dots behind the nodes a picture takes half as much. */
const STYLE = `${[...OVER_THE_CANVAS, '.vue-flow__background'].join(', ')} { visibility: hidden !important }`;

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
 * @param {Area} [area] of the canvas; the whole page when left out
 */
async function takePicture(page, name, area) {
	const file = path.join(PICTURES, `${name}.jpg`);
	await page.mouse.move(0, 0);
	await page.locator('.el-notification').first().waitFor({ state: 'detached' });
	const part = area ? { clip: area, style: STYLE, quality: 60 } : { quality: 85 };
	await page.screenshot({ path: file, type: 'jpeg', animations: 'disabled', ...part });
	console.log(`          ${path.relative(ROOT, file)}`);
}

module.exports = { signIn, takePicture };
