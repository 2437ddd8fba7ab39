// @ts-check
'use strict';

const path = require('node:path');
const { OWNER } = require('../shared/accounts.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');
const { SandboxClient } = require('../shared/sandbox-client.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { canvasIsDrawn, nodePanel } = require('./canvas.cjs');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {(name: string) => Promise<void>} Picture
 * @typedef {{ page: Page, picture: Picture, n8n: import('../shared/n8n-client.cjs').N8nClient }} Studio
 */

/** @param {Studio} studio */
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

/** @param {{ page: Page, picture: Picture, sandboxUrl: string }} studio */
async function takeSandboxPictures({ page, picture, sandboxUrl }) {
	await waitFor('the sandbox', 5, () => new SandboxClient(sandboxUrl).state());
	await page.goto(sandboxUrl);
	await page.locator('table tbody tr').first().click();
	await page.waitForTimeout(1500);
	await picture('sandbox-console');
}

module.exports = { takeEditorPictures, takeSandboxPictures };
