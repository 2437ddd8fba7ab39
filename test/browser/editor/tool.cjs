// @ts-check
'use strict';

const { Editor } = require('../support/editor.cjs');

/**
 * Gives an AI agent a tool, and lets the model define a parameter of it.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkTool({ page, check, n8n }) {
	const editor = new Editor(page, n8n.url);
	const { panel } = editor;
	const found = page.getByTestId('node-creator-item-name');

	await editor.open();
	await editor.addFirst('AI Agent');
	await panel.getByTestId('add-subnode-ai_tool-0').click();
	await page.getByTestId('node-creator-search-bar').fill('order desk');
	await check('found among the tools', 'Order Desk Tool', async () => (await found.allInnerTexts()).join(', '));
	await found.getByText('Order Desk Tool', { exact: true }).click();
	await panel.getByTestId('parameter-input-limit').waitFor();
	await check('its output, unless another is chosen', 'Simplified', async () => editor.valueOf('output'));
	await check('its limit', '50', () => editor.valueOf('limit'));
	const limit = panel.getByTestId('parameter-item').filter({ has: page.getByTestId('parameter-input-limit') });
	await limit.getByTestId('from-ai-override-button').click();
	await check('the limit, left to the model', 'Defined automatically by the model', async () =>
		(await panel.getByText('Defined automatically').innerText()).replace(/\s+/g, ' '),
	);
}

module.exports = { checkTool };
