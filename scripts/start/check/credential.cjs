// @ts-check
'use strict';

const { CREDENTIAL } = require('../../shared/accounts.cjs');
const { STORE } = require('../sandbox-process.cjs');

/** The folders of a new store, in its sequence. */
const FOLDERS = 'New, Prepared, Closed, Canceled';
const REFUSED = `Error: The API Key is not that of the store ${STORE.storeId} (Invalid API Key).`;
const NODE = 'n8n-nodes-order-desk.orderDesk';

/**
 * n8n tests the credential, tells what is wrong with another key, and fills a list of the editor with it.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @param {import('../seed.cjs').Seeded['credential']} credential
 */
async function checkCredential({ list, n8n, sandbox }, { id, status, message }) {
	await list.row('credential tested by n8n', 'OK', () => (status === 'OK' ? 'OK' : `${status}: ${message}`));
	await list.row('credential with a wrong key', REFUSED, async () => {
		const data = { ...STORE, apiKey: 'wrong-key', baseUrl: `${sandbox.url}/api/v2` };
		const tested = await n8n.testCredential({ ...CREDENTIAL, id, data });
		// What to do about it follows.
		return `${tested.status}: ${tested.message}`.split(' In Order Desk, open')[0] ?? '';
	});
	await list.row('folders offered in the editor', FOLDERS, async () => {
		const options = await n8n.options(NODE, 'getFolders', { id, name: CREDENTIAL.name });
		return options.map(({ name }) => name).join(', ');
	});
}

module.exports = { checkCredential };
