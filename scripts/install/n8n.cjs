// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../shared/root.cjs');
const { freeGigabytes } = require('./free-disk.cjs');
const { installOnce } = require('./install-once.cjs');
const { npmCi } = require('./npm-ci.cjs');
const { treeState } = require('./tree-state.cjs');

/**
 * @typedef {object} Host an installed n8n
 * @property {string} version
 * @property {string} script starts it
 * @property {string} node runs it
 * @property {Record<string, string | undefined>} settings environment variables that this version needs
 */

/**
 * n8n has a manifest of its own, which the published package must not know of. Under `overrides` it leaves out 0.8 GB of
 * libraries that nothing here loads, such as those of other vendors' databases; a node that needs one of them fails. Its
 * database driver is one that need not be compiled.
 */
const HOST_FOLDER = path.join(ROOT, '.host');
const ROUGHLY_NEEDED_GB = 2;

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
	const look = () => treeState(HOST_FOLDER);
	await installOnce('n8n', look, async ({ reason, wanted }) => {
		const size = '0.4 GB to download, 1.3 GB on the disk';
		console.log(`Installing n8n ${n8nVersion()} (${reason}); about ${size}; 1 to 3 minutes ...`);
		warnWhenDiskIsNearlyFull();
		// Nothing in n8n's tree needs its install script.
		await npmCi(HOST_FOLDER, { name: 'n8n', wanted, args: ['--ignore-scripts'] });
	});
	shareWithBuild('n8n-workflow');
}

/**
 * The package is compiled against types of n8n, which an install of only the build tools lacks.
 *
 * @param {string} name of a package that comes with n8n
 */
function shareWithBuild(name) {
	const link = path.join(ROOT, 'node_modules', name);
	if (fs.existsSync(link)) return;
	fs.rmSync(link, { force: true });
	fs.symlinkSync(path.join(HOST_FOLDER, 'node_modules', name), link, 'junction');
}

/** @returns {string} */
function n8nVersion() {
	return JSON.parse(fs.readFileSync(path.join(HOST_FOLDER, 'package.json'), 'utf8')).dependencies.n8n;
}

function warnWhenDiskIsNearlyFull() {
	const free = freeGigabytes(HOST_FOLDER);
	if (free < ROUGHLY_NEEDED_GB) console.log(`  Only ${free.toFixed(1)} GB of disk are free; this may not be enough.`);
}

module.exports = { OWN_HOST, installN8n, scriptIn };
