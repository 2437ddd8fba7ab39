// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../shared/root.cjs');
const { installOnce } = require('./install-once.cjs');
const { npmCi } = require('./npm-ci.cjs');
const { packagesOf, treeState } = require('./tree-state.cjs');

/**
 * What it takes to build the package and the sandbox and to run them in n8n: a quarter of the tools of this project. The
 * types of n8n come with n8n itself, see n8n.cjs.
 */
const BUILD_TOOLS = ['@types/luxon', '@types/node', 'gulp', 'luxon', 'node', 'typescript', 'zod'];
/** Only who has installed all tools has this one. */
const ONE_OF_THE_OTHERS = 'eslint';

/** @typedef {import('./tree-state.cjs').Packages} Packages */

/**
 * Installs what building takes, in the versions of package-lock.json, unless it is there. An install of all tools has it
 * too, and is what an outdated one is replaced by.
 *
 * @returns {Promise<boolean>} whether building is possible now; if not, all tools are to be installed
 */
async function installBuildTools() {
	const packages = withDependencies(packagesOf(path.join(ROOT, 'package-lock.json')) ?? {}, BUILD_TOOLS);
	const look = () => treeState(ROOT, packages);
	await installOnce('tools', look, async ({ reason, wanted }) => {
		const target = path.join(ROOT, 'node_modules');
		if (fs.existsSync(path.join(target, ONE_OF_THE_OTHERS))) return;
		const size = '80 MB to download, 230 MB on the disk';
		console.log(`Installing what building takes (${reason}); about ${size} ...`);
		const folder = path.join(ROOT, '.build', 'tools');
		writeManifest(folder, packages);
		await npmCi(folder, { name: 'npm ci', wanted });
		fs.rmSync(target, { recursive: true, force: true });
		fs.renameSync(path.join(folder, 'node_modules'), target);
	});
	return look().installed;
}

/**
 * A second manifest that is never out of step with the first.
 *
 * @param {string} folder
 * @param {Packages} packages
 */
function writeManifest(folder, packages) {
	const { devDependencies, allowScripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
	const manifest = {
		name: 'build-tools',
		private: true,
		devDependencies: Object.fromEntries(BUILD_TOOLS.map((name) => [name, devDependencies[name]])),
	};
	const lock = { name: manifest.name, lockfileVersion: 3, requires: true, packages: { '': manifest, ...packages } };
	fs.mkdirSync(folder, { recursive: true });
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, allowScripts }, null, 2));
	fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock, null, 2));
	fs.copyFileSync(path.join(ROOT, '.npmrc'), path.join(folder, '.npmrc'));
}

/**
 * @param {Packages} locked
 * @param {string[]} names of packages at the top
 * @returns {Packages} these and all that they need, each where it is in the whole
 */
function withDependencies(locked, names) {
	/** @type {Packages} */
	const found = {};
	const add = (/** @type {string} */ from, /** @type {string} */ name) => {
		const at = resolve(locked, from, name);
		const entry = at === undefined ? undefined : locked[at];
		if (at === undefined || entry === undefined || found[at]) return;
		found[at] = entry;
		const { dependencies, optionalDependencies } = entry;
		for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) add(at, needed);
	};
	for (const name of names) add('', name);
	return found;
}

/**
 * Where Node.js would find a package.
 *
 * @param {Packages} locked
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function resolve(locked, from, name) {
	const at = path.posix.join(from, 'node_modules', name);
	if (locked[at] || from === '') return locked[at] && at;
	return resolve(locked, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1)), name);
}

module.exports = { BUILD_TOOLS, installBuildTools, withDependencies };
