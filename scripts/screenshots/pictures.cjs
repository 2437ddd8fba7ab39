// @ts-check
'use strict';

const path = require('node:path');
const { OWNER } = require('../shared/accounts.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');
const { SandboxClient } = require('../shared/sandbox-client.cjs');
const { UserError } = require('../shared/user-error.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { nodePanel } = require('./canvas.cjs');

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {(name: string) => Promise<void>} Picture
 * @typedef {{ page: Page, picture: Picture, n8n: import('../shared/n8n-client.cjs').N8nClient }} Studio
 */

/** @param {Studio} studio */
async function takeEditorPictures({ page, picture, n8n }) {
	/** @type {Record<string, { workflowId: string }>} */
	const seeded = readJson(path.join(ROOT, '.run', 'seeded.json'), {});
	const shipping = String(seeded['1-ship-imported-orders.json']?.workflowId);

	await page.goto(`${n8n.url}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
	await page.fill('input[name=password]', OWNER.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL('**/home/**');
	await takeCreatorPicture({ page, picture, n8n });

	const execution = (await n8n.executions(shipping)).find(({ status }) => status === 'success');
	if (!execution) throw new UserError('Example 1 has not run yet: import an order on the page of the sandbox.');
	await page.goto(`${n8n.url}/workflow/${shipping}/executions/${execution.id}`);
	await page.waitForTimeout(4000);
	await picture('execution-ship-imported-orders');
	await nodePanel(page, 'Order imported', picture, 'trigger-output');
}

/**
 * What a search for Order Desk finds.
 *
 * @param {Studio} studio
 */
async function takeCreatorPicture({ page, picture, n8n }) {
	await page.goto(`${n8n.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	await page.getByTestId('node-creator-search-bar').fill('order desk');
	await page.getByTestId('item-iterator-item').filter({ hasText: 'Order Desk' }).first().click();
	await page.getByText('Actions (28)').click();
	await page.waitForTimeout(1000);
	await picture('node-creator');
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
