// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { STORE } = require('../sandbox-process.cjs');

/** Of the order that the check begins with: it is in the executions of the examples. */
const KNOWN = 'CHECK-1';

/**
 * After everything else: the API key lies in no file of n8n, but encrypted in its credential. Executions, static data and
 * workflows are in the database, which is not compressed.
 *
 * @param {import('../../shared/checklist.cjs').Checklist} list
 * @param {import('../state-folder.cjs').StateFolder} state
 */
async function checkSecrets(list, { n8nUserFolder, n8nLog }) {
	const files = [n8nLog, ...filesBelow(n8nUserFolder)];
	const holding = (/** @type {string} */ text) =>
		files.filter((file) => fs.readFileSync(file).includes(text)).map((file) => path.basename(file));
	await list.row('what executions have stored can be searched', 'database.sqlite', () =>
		holding(KNOWN).some((name) => name.startsWith('database.sqlite')) ? 'database.sqlite' : 'nothing found',
	);
	await list.row(
		'API key in the log, the executions or the database of n8n',
		'nowhere',
		() => [...new Set(holding(STORE.apiKey))].join(', ') || 'nowhere',
	);
}

/**
 * What n8n has written itself: neither packages nor the files of its editor.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
	return fs
		.readdirSync(folder, { withFileTypes: true })
		.filter(({ name }) => name !== 'node_modules')
		.flatMap((entry) => {
			const file = path.join(folder, entry.name);
			if (entry.isDirectory()) return filesBelow(file);
			return entry.isFile() ? [file] : [];
		});
}

module.exports = { checkSecrets };
