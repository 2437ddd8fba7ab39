// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { InstallFailure, runNpm } = require('./npm-ci.cjs');

/** n8n 2.41 refuses to start on anything older. */
const NEEDED_MAJOR = 24;

/**
 * The folder with the Node that everything runs on: the one the devDependency `node` brings, so that all developers and
 * CI use the same, whatever Node started the command.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
async function node24Folder(root) {
	const bundled = () => [path.join('bin', 'node'), path.join('bin', 'node.exe')].find((file) => isProgram(root, file));
	if (!bundled() && Number(process.versions.node.split('.')[0]) === NEEDED_MAJOR) return path.dirname(process.execPath);
	if (!bundled()) {
		// Somebody's npm configuration forbids install scripts; this one only fetches the binary from the registry.
		console.log('Fetching Node 24 ...');
		await runNpm(root, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], { name: 'Node 24' });
	}
	if (!bundled()) {
		throw new InstallFailure(
			`Node 24 is missing for ${process.platform}-${process.arch}: install Node ${NEEDED_MAJOR} yourself and run the command with it.`,
		);
	}
	return path.join(root, 'node_modules', 'node', 'bin');
}

/**
 * On Windows the package leaves an empty placeholder called `node` beside `node.exe`, hence the size.
 *
 * @param {string} root
 * @param {string} file
 */
function isProgram(root, file) {
	const stat = fs.statSync(path.join(root, 'node_modules', 'node', file), { throwIfNoEntry: false });
	return stat !== undefined && stat.size > 1_000_000;
}

/**
 * C headers of that Node, for packages with native code (so that nothing is downloaded for them).
 *
 * @param {string} root
 * @returns {string | undefined}
 */
function node24Headers(root) {
	const folder = path.join(root, 'node_modules', 'node', 'node_modules');
	const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`];
	return names
		.map((name) => path.join(folder, name))
		.find((candidate) => fs.existsSync(path.join(candidate, 'include', 'node', 'node_api.h')));
}

module.exports = { node24Folder, node24Headers };
