// @ts-check
'use strict';

const { STORE } = require('../../../scripts/start/sandbox-process.cjs');

/**
 * Makes a credential as a person does, with every mistake first, and reads what n8n says to it.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkCredential({ page, check, n8n, sandbox }) {
	const right = { storeId: STORE.storeId, apiKey: STORE.apiKey, baseUrl: `${sandbox.url}/api/v2` };
	const nowhere = 'http://127.0.0.1:1/api/v2';
	/** @type {[what: string, entered: Record<string, string>, says: string][]} */
	const mistakes = [
		['a wrong key', { ...right, apiKey: 'wrong' }, `The API Key is not that of the store ${right.storeId}`],
		['another store', { ...right, storeId: '12' }, 'the store 12'],
		['a name in place of the ID', { ...right, storeId: 'My shop' }, "The Store ID 'My shop' is not a number"],
		['an address where nothing answers', { ...right, baseUrl: nowhere }, `Nothing answers at ${nowhere}`],
		['an address of something else', { ...right, baseUrl: n8n.url }, `What answers at ${n8n.url} is not Order Desk`],
		['an address that lacks its end', { ...right, baseUrl: sandbox.url }, 'It ends in /api/v2'],
		['a key that would travel in clear', { ...right, baseUrl: 'http://example.com' }, 'has to start with https://'],
	];
	const form = page.getByTestId('node-credentials-config-container');

	await page.goto(`${n8n.url}/home/credentials`);
	await page.getByTestId('add-resource-credential').click();
	await page.getByTestId('new-credential-type-select').locator('input').fill('order desk');
	await page.getByTestId('new-credential-type-select-option').getByText('Order Desk API', { exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();
	await form.waitFor();
	for (const [what, entered, says] of mistakes) {
		await save(entered);
		await check(what, says, async () => {
			const details = form.getByText('More details');
			if (await details.isVisible()) await details.click();
			const text = (await form.locator('.el-tag--danger:visible').innerText()).replaceAll('\n', ' ');
			return text.includes(says) ? says : text;
		});
	}
	await save(right);
	await check('the right one', 'Connection tested successfully', async () =>
		(await form.locator('.el-tag--success:visible').innerText())
			.split('\n')
			.join(' ')
			.replace(/\W+Retry$/, ''),
	);

	/** @param {Record<string, string>} entered */
	async function save(entered) {
		for (const [name, value] of Object.entries(entered)) {
			await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
		}
		const tested = page.waitForResponse((response) => response.url().endsWith('/rest/credentials/test'));
		// Until a save has ended, n8n ignores its button, and takes what is typed meanwhile for saved.
		const saving = page.getByTestId('credential-save-button');
		await saving.getByRole('button').click();
		await tested;
		await saving.filter({ hasText: /^\s*Saved?\s*$/ }).waitFor();
	}
}

module.exports = { checkCredential };
