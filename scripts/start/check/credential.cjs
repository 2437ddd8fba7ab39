// @ts-check
'use strict';

const { CREDENTIAL } = require('../../shared/accounts.cjs');
const { STORE } = require('../sandbox-process.cjs');

/** The folders of a new store, in its sequence. */
const FOLDERS = 'New, Prepared, Closed, Canceled';
const REFUSED =
	'Error: Order Desk does not accept this Store ID and API Key. Copy both from Store Settings > API again.';
/** n8n 2.0 says it in its own words. */
const REFUSED_BY_N8N = 'Error: Authorization failed - please check your credentials';
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
		const text = `${tested.status}: ${tested.message}`;
		return n8n.host.version.startsWith('2.0.') && text === REFUSED_BY_N8N ? REFUSED : text;
	});
	await list.row('folders offered in the editor', FOLDERS, async () => {
		const options = await n8n.options(NODE, 'getFolders', { id, name: CREDENTIAL.name });
		return options.map(({ name }) => name).join(', ');
	});
}

module.exports = { checkCredential };
