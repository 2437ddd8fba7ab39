// @ts-check
'use strict';

const path = require('node:path');
const { OWNER } = require('../shared/accounts.cjs');
const { ROOT } = require('../shared/root.cjs');
const { textTable } = require('../shared/text-table.cjs');
const { MCP_PATH, SECRET } = require('./examples.cjs');
const { STORE } = require('./sandbox-process.cjs');

/**
 * What somebody needs to know once everything runs.
 *
 * @param {{ n8nUrl: string, sandboxUrl: string, seeded: import('./seed.cjs').Seeded | undefined, state: import('./state-folder.cjs').StateFolder }} running
 * @returns {string}
 */
function summary({ n8nUrl, sandboxUrl, seeded, state }) {
	const relative = (/** @type {string} */ file) => path.relative(ROOT, file);
	const places = textTable([
		['', 'open', 'sign in with'],
		['n8n', n8nUrl, `${OWNER.email}  ${OWNER.password}`],
		['MCP server of example 7', `${n8nUrl}${MCP_PATH}`, `the bearer token ${SECRET}`],
		['sandbox store', sandboxUrl, `nothing (for the API: store ${STORE.storeId}, key ${STORE.apiKey})`],
	]);
	return [
		'',
		places,
		'',
		...workflowLines(seeded),
		'',
		`  Logs: ${relative(state.n8nLog)}, ${relative(state.sandboxLog)}`,
		'  Ctrl-C stops everything.',
		'',
	].join('\n');
}

/** @param {import('./seed.cjs').Seeded | undefined} seeded */
function workflowLines(seeded) {
	if (!seeded) {
		return [
			`  n8n's password is no longer the one above: credential and examples were left as they are.`,
			`  To begin afresh: npm start -- --reset`,
		];
	}
	const { credential, workflows } = seeded;
	const rows = workflows.map(({ file, name, active, url }) => [
		String(Number.parseInt(file)).padStart(7),
		name,
		active ? 'active' : 'off',
		url,
	]);
	const verdict = credential.status === 'OK' ? 'n8n reached the sandbox with it' : `n8n says: ${credential.message}`;
	return [
		textTable([['example', 'workflow', '', 'open'], ...rows]),
		'',
		`  Credential "Order Desk sandbox": ${verdict}.`,
		'  Try it: import an order on the sandbox page; n8n ships it, moves it to Closed and adds a note.',
		'  Before you build your own, turn that rule off there, under Rules: it would ship your orders, too.',
	];
}

module.exports = { summary };
