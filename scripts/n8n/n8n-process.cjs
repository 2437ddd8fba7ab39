// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { OWN_HOST } = require('../install/n8n.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { startInBackground, unlessEnded } = require('../start/background-process.cjs');
const { HOST } = require('../start/ports.cjs');

/** An empty database takes 5 to 11 s on two cores; a busy machine may need several times that. */
const READY_SECONDS = 300;

/** Settings of whoever runs this must not reach into the n8n started here (another database, another base URL ...). */
const FOREIGN_SETTINGS = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|GENERIC_|CREDENTIALS_|NODES_|npm_)/;

/** No call to the outside, no questions, no banners. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/**
 * @param {import('../start/state-folder.cjs').StateFolder} state
 * @param {import('../start/ports.cjs').Ports} ports
 * @param {{ again?: boolean, settings?: Record<string, string>, host?: import('../install/n8n.cjs').Host }} options
 *   whether it was started before, so that its log goes on, more environment variables, and another n8n than our own
 * @returns {Promise<import('../start/background-process.cjs').BackgroundProcess>} when n8n answers
 */
async function startN8n(state, ports, { again = false, settings = {}, host = OWN_HOST } = {}) {
	fs.mkdirSync(state.n8nUserFolder, { recursive: true });
	hideEditorFilesFromLint(state.n8nUserFolder);
	const url = `http://${HOST}:${ports.n8n}`;
	const child = startInBackground({
		name: 'n8n',
		node: host.node,
		script: host.script,
		args: ['start'],
		env: n8nEnvironment(state.n8nUserFolder, ports, { ...host.settings, ...settings }),
		logFile: state.n8nLog,
		keepsLog: again,
	});
	await unlessEnded(
		child,
		waitFor(`n8n on ${url}, see ${state.n8nLog}`, READY_SECONDS, () => isReady(url)),
	);
	return child;
}

/**
 * @param {string} userFolder
 * @param {{ n8n: number, broker: number }} ports
 * @param {Record<string, string | undefined>} settings more environment variables
 */
function n8nEnvironment(userFolder, ports, settings) {
	const url = `http://${HOST}:${ports.n8n}/`;
	return {
		...ownEnvironment(),
		...QUIET,
		...settings,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: HOST,
		N8N_HOST: HOST,
		N8N_PORT: String(ports.n8n),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: url,
		N8N_RUNNERS_BROKER_PORT: String(ports.broker),
		// The sign-in cookie would otherwise be refused on http.
		N8N_SECURE_COOKIE: 'false',
	};
}

/**
 * n8n copies its editor, 1400 files of JavaScript, to `.cache` in the user folder. n8n's lint, whose settings a verified
 * package may not change, would check them for a minute and a half; what lies in a node_modules folder it passes over.
 *
 * @param {string} n8nUserFolder
 */
function hideEditorFilesFromLint(n8nUserFolder) {
	const cache = path.join(n8nUserFolder, '.cache');
	const hidden = path.join(n8nUserFolder, 'node_modules', 'editor-cache');
	fs.rmSync(cache, { recursive: true, force: true });
	fs.mkdirSync(hidden, { recursive: true });
	fs.symlinkSync(hidden, cache, 'junction');
}

function ownEnvironment() {
	const kept = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTINGS.test(name));
	const { NO_PROXY, no_proxy, ...env } = Object.fromEntries(kept);
	// A company proxy can't reach the sandbox on this machine.
	const direct = [NO_PROXY, no_proxy, HOST, 'localhost'].filter(Boolean).join(',');
	return { ...env, NO_PROXY: direct, no_proxy: direct };
}

/**
 * While starting, n8n answers every other path with 200 and "n8n is starting up", so the body decides.
 *
 * @param {string} url
 */
async function isReady(url) {
	const ready = await fetch(`${url}/healthz/readiness`);
	if (ready.status !== 200) return false;
	const settings = await fetch(`${url}/rest/settings`);
	return (await settings.text()).startsWith('{"data"');
}

module.exports = { hideEditorFilesFromLint, isReady, n8nEnvironment, startN8n };
