// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../shared/root.cjs');
const { freeGigabytes } = require('./free-disk.cjs');
const { node24Headers } = require('./node24.cjs');
const { npmCi, runNpm } = require('./npm-ci.cjs');
const { showProgress } = require('./progress.cjs');
const { treeState } = require('./tree-state.cjs');

/**
 * @typedef {object} Host an installed n8n
 * @property {string} version
 * @property {string} script starts it
 * @property {string} node runs it
 * @property {Record<string, string | undefined>} settings environment variables that this version needs
 */

/** n8n has a manifest of its own: 2 GB that the published package must not know of. */
const HOST_FOLDER = path.join(ROOT, '.host');
const ROUGHLY_NEEDED_GB = 3.5;

/** @param {string} folder an n8n is installed in */
const scriptIn = (folder) => path.join(folder, 'node_modules', 'n8n', 'bin', 'n8n');

/** The n8n of this repository, which `npm start` runs. @type {Host} */
const OWN_HOST = { version: n8nVersion(), script: scriptIn(HOST_FOLDER), node: process.execPath, settings: {} };

/**
 * Installs n8n when it is missing or another version is asked for.
 *
 * @returns {Promise<void>} throws InstallFailure
 */
async function installN8n() {
	const state = treeState(HOST_FOLDER);
	if (!state.installed) {
		console.log(`Installing n8n ${n8nVersion()} (${state.reason}); about 2.2 GB, 1 to 3 minutes ...`);
		warnWhenDiskIsNearlyFull();
		// Of all install scripts in n8n's tree only sqlite3's is needed, and that is run below.
		await npmCi(HOST_FOLDER, { name: 'n8n', wanted: state.wanted, args: ['--ignore-scripts'] });
	}
	await buildSqlite(HOST_FOLDER);
}

/**
 * Builds n8n's database driver, whose install script did not run.
 *
 * @param {string} folder n8n is installed in
 * @returns {Promise<void>} throws InstallFailure
 */
async function buildSqlite(folder) {
	if (fs.existsSync(path.join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node'))) return;
	console.log('Building the database driver of n8n (sqlite3), under a minute ...');
	const stop = showProgress((seconds) => `  sqlite3: ${seconds} s`);
	try {
		const env = { ...process.env, npm_config_nodedir: node24Headers(ROOT) ?? process.env['npm_config_nodedir'] };
		await runNpm(folder, ['rebuild', 'sqlite3', '--ignore-scripts=false'], { name: 'sqlite3', env });
	} finally {
		stop();
	}
}

/** @returns {string} */
function n8nVersion() {
	return JSON.parse(fs.readFileSync(path.join(HOST_FOLDER, 'package.json'), 'utf8')).dependencies.n8n;
}

function warnWhenDiskIsNearlyFull() {
	const free = freeGigabytes(HOST_FOLDER);
	if (free < ROUGHLY_NEEDED_GB) console.log(`  Only ${free.toFixed(1)} GB of disk are free; this may not be enough.`);
}

module.exports = { OWN_HOST, buildSqlite, installN8n, scriptIn };
