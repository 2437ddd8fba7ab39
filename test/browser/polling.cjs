// @ts-check
'use strict';

const { Editor } = require('./editor.cjs');

/**
 * Fetches a sample with the polling trigger, as somebody does who builds a workflow.
 *
 * @param {import('./scene.cjs').Scene} scene
 */
async function checkPolling({ page, check, n8n, sandbox }) {
	const editor = new Editor(page, n8n.url);
	const { id } = await sandbox.importOrder({});

	await editor.open();
	await editor.addFirst('Order Desk (Polling)', 'On new order');
	await editor.run();
	await check('its sample begins with the event', 'event, event_key, received_at, folder_name', async () =>
		(await editor.columns()).slice(0, 4).join(', '),
	);
	await check('and is the newest order', id, async () => {
		const place = (await editor.columns()).indexOf('id');
		return (await editor.firstRow()).split(', ')[place] ?? '';
	});
}

module.exports = { checkPolling };
