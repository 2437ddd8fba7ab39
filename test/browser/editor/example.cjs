// @ts-check
'use strict';

const { waitFor } = require('../../../scripts/shared/wait.cjs');
const { PATIENCE_SECONDS } = require('../support/chromium.cjs');
const { Editor } = require('../support/editor.cjs');

/** n8n's table stops at 40 columns, and the key is long. */
const FIRST = ['event', 'folder_name', 'id', 'source_id', 'source_name', 'email', 'received_at', 'event_key'];

/**
 * What example 1 looks like in n8n after it has run.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkExample({ page, check, picture, n8n, sandbox, seeded }) {
	const editor = new Editor(page, n8n.url);
	const id = String(seeded.workflows.find(({ file }) => file.startsWith('1-'))?.id);
	await sandbox.importOrder({ source_id: '1001', email: 'ann.lee@example.com' });
	const execution = await waitFor('an execution of example 1', PATIENCE_SECONDS, async () =>
		(await n8n.executions(id)).find(({ status }) => status === 'success'),
	);

	await page.goto(`${n8n.url}/workflow/${id}/executions/${execution.id}`);
	await check('its nodes that are done', '4', async () =>
		String(await page.getByTestId('canvas-node-status-success').count()),
	);
	await picture('execution-ship-imported-orders');
	await editor.openPanel('Order imported');
	await check('what the trigger gave begins with what people read', FIRST.join(', '), async () =>
		(await editor.columns()).slice(0, FIRST.length).join(', '),
	);
	await picture('trigger-output');
}

module.exports = { checkExample };
