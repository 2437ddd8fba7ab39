// @ts-check
'use strict';

const path = require('node:path');
const { SANDBOX } = require('../shared/build.cjs');
const { ROOT } = require('../shared/root.cjs');
const { SandboxClient } = require('../shared/sandbox-client.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { startInBackground, unlessEnded } = require('./background-process.cjs');
const { HOST } = require('./ports.cjs');

const SANDBOX_SCRIPT = path.join(ROOT, SANDBOX.output, 'main.cjs');
const READY_SECONDS = 120;

/** What the sandbox is told to be, and what the credential in n8n is filled with. */
const STORE = { storeId: '11', apiKey: 'sandbox-api-key' };

/**
 * @param {number} count
 * @returns {{ storeId: string, apiKey: string }[]} what a sandbox with so many stores is: the ids count on
 */
function storesOf(count) {
	return Array.from({ length: count }, (_, place) => {
		const storeId = String(Number(STORE.storeId) + place);
		return { storeId, apiKey: place === 0 ? STORE.apiKey : `${STORE.apiKey}-${storeId}` };
	});
}

/**
 * @param {{ sandboxData: string, sandboxLog: string }} state
 * @param {number} port
 * @param {{ n8nUrl?: string, stores?: number }} [options] the n8n that its console names, n8n's own default when left out,
 *   and how many stores it has
 * @returns {Promise<void>} when the sandbox answers
 */
async function startSandbox(state, port, { n8nUrl, stores = 1 } = {}) {
	const store = ['--store-id', STORE.storeId, '--api-key', STORE.apiKey, ...(n8nUrl ? ['--n8n-url', n8nUrl] : [])];
	const child = startInBackground({
		name: 'the sandbox',
		script: SANDBOX_SCRIPT,
		args: ['--port', String(port), '--data', state.sandboxData, '--stores', String(stores), ...store],
		env: process.env,
		logFile: state.sandboxLog,
	});
	const client = new SandboxClient(`http://${HOST}:${port}`);
	await unlessEnded(
		child,
		waitFor(`the sandbox, see ${state.sandboxLog}`, READY_SECONDS, () => client.state()),
	);
}

module.exports = { STORE, startSandbox, storesOf };
