// @ts-check
'use strict';

const { Editor } = require('../support/editor.cjs');

/** n8n would put the name of the node into such sentences. */
const REGULARLY = 'n8n will regularly check Order Desk for new events';

/**
 * Fetches a sample with the polling trigger, as somebody does who builds a workflow.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkPolling({ page, check, n8n, sandbox }) {
	const editor = new Editor(page, n8n.url);
	const { panel } = editor;
	const { id } = await sandbox.importOrder({});

	await editor.open();
	await editor.addFirst('Order Desk (Polling)', 'On new order');
	await panel.getByText('When will this node trigger my flow?').click();
	await check('says when it starts the workflow', REGULARLY, async () => {
		const text = await panel.innerText();
		return text.includes(REGULARLY) ? REGULARLY : text;
	});
	await editor.run();
	await check('its sample begins with the event', 'event, folder_name', async () =>
		(await editor.columns()).slice(0, 2).join(', '),
	);
	await check('and is the newest order', id, async () => {
		const place = (await editor.columns()).indexOf('id');
		return (await editor.firstRow()).split(', ')[place] ?? '';
	});
}

module.exports = { checkPolling };
