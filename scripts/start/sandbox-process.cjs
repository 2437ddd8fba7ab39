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
 * @param {{ sandboxData: string, sandboxLog: string }} state
 * @param {number} port
 * @param {string} [n8nUrl] the n8n that its console names; n8n's own default when left out
 * @returns {Promise<void>} when the sandbox answers
 */
async function startSandbox(state, port, n8nUrl) {
	const store = ['--store-id', STORE.storeId, '--api-key', STORE.apiKey, ...(n8nUrl ? ['--n8n-url', n8nUrl] : [])];
	const child = startInBackground({
		name: 'the sandbox',
		script: SANDBOX_SCRIPT,
		args: ['--port', String(port), '--data', state.sandboxData, ...store],
		env: process.env,
		logFile: state.sandboxLog,
	});
	const client = new SandboxClient(`http://${HOST}:${port}`);
	await unlessEnded(
		child,
		waitFor(`the sandbox, see ${state.sandboxLog}`, READY_SECONDS, () => client.state()),
	);
}

module.exports = { STORE, startSandbox };
