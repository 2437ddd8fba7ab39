// @ts-check
'use strict';

const path = require('node:path');
const { SandboxClient } = require('../start/sandbox-client.cjs');
const { OWNER } = require('../start/seed.cjs');
const { ROOT, readJson } = require('../start/state-folder.cjs');
const { waitFor } = require('../start/wait.cjs');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {(name: string) => Promise<void>} Picture
 */

/** @param {{ page: Page, picture: Picture, n8n: import('../start/n8n-client.cjs').N8nClient }} studio */
async function takeEditorPictures({ page, picture, n8n }) {
	/** @type {Record<string, { workflowId: string }>} */
	const seeded = readJson(path.join(ROOT, '.run', 'seeded.json'), {});
	const id = (/** @type {string} */ file) => String(seeded[file]?.workflowId);
	const shipping = id('1-ship-imported-orders.json');

	await page.goto(`${n8n.url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
	await page.fill('input[name=password]', OWNER.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL('**/home/**');

	await page.goto(`${n8n.url}/workflow/${shipping}`);
	await canvasIsDrawn(page);
	await picture('workflow-ship-imported-orders');
	await nodePanel(page, 'Order imported', picture, 'trigger-panel', async () => {
		// The panel folds its URLs away and animates them back, so a click by position could miss.
		await page.getByText('Webhook URLs', { exact: true }).dispatchEvent('click');
		await page.getByText('Production URL', { exact: true }).first().dispatchEvent('click');
	});
	await nodePanel(page, 'Move to Closed', picture, 'action-panel');

	const execution = (await n8n.executions(shipping)).find(({ status }) => status === 'success');
	if (execution) {
		await page.goto(`${n8n.url}/workflow/${shipping}/executions/${execution.id}`);
		await page.waitForTimeout(4000);
		await picture('execution-ship-imported-orders');
	}
	await page.goto(`${n8n.url}/workflow/${id('2-changed-orders-to-table.json')}`);
	await canvasIsDrawn(page);
	await picture('workflow-changed-orders-to-table');
	await page.goto(`${n8n.url}/workflow/${id('3-folder-changed-to-endpoint.json')}`);
	await canvasIsDrawn(page);
	await picture('workflow-folder-changed-to-endpoint');
}

/** @param {Page} page */
async function canvasIsDrawn(page) {
	await page.getByTestId('canvas-node').first().waitFor();
	await page.waitForTimeout(1500);
	// "Production checklist" would cover half the canvas.
	const checklist = page.getByTestId('suggested-actions-close');
	if (await checklist.isVisible()) await checklist.click();
	await page.keyboard.press('1'); // n8n's shortcut: zoom to fit
	await page.waitForTimeout(1500);
}

/**
 * @param {Page} page
 * @param {string} node
 * @param {Picture} picture
 * @param {string} name
 * @param {() => Promise<void>} [prepare] what to do in the open panel before the picture
 */
async function nodePanel(page, node, picture, name, prepare = async () => {}) {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
	await page.getByTestId('ndv').first().waitFor();
	await page.waitForTimeout(1500);
	await prepare();
	await page.waitForTimeout(500);
	await picture(name);
	await page.keyboard.press('Escape');
	await page.waitForTimeout(500);
}

/** @param {{ page: Page, picture: Picture, sandboxUrl: string }} studio */
async function takeSandboxPictures({ page, picture, sandboxUrl }) {
	await waitFor('the sandbox', 5, () => new SandboxClient(sandboxUrl).state());
	await page.goto(sandboxUrl);
	await page.locator('table tbody tr').first().click();
	await page.waitForTimeout(1500);
	await picture('sandbox-console');
}

module.exports = { takeEditorPictures, takeSandboxPictures };
