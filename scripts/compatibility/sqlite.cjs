// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { node24Headers } = require('../install/node24.cjs');
const { runNpm } = require('../install/npm-ci.cjs');
const { showProgress } = require('../install/progress.cjs');
const { ROOT } = require('../shared/root.cjs');

/**
 * Builds n8n's database driver, whose install script did not run.
 *
 * @param {string} folder n8n is installed in
 * @returns {Promise<void>} throws InstallFailure
 */
async function buildSqlite(folder) {
	if (fs.existsSync(path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node'))) return;
	console.log('Building the database driver of n8n (sqlite3), 1 to 2 minutes ...');
	const stop = showProgress((seconds) => `  sqlite3: ${seconds} s`);
	try {
		const env = { ...process.env, npm_config_nodedir: node24Headers(ROOT) ?? process.env['npm_config_nodedir'] };
		await runNpm(folder, ['rebuild', 'sqlite3', '--ignore-scripts=false'], { name: 'sqlite3', env });
	} finally {
		stop();
	}
}

module.exports = { buildSqlite };
