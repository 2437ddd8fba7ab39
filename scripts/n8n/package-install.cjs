// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { npmCommand } = require('../install/npm-command.cjs');
const { PACKAGE, build, runOrExplain } = require('../shared/build.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');

/**
 * Builds this package and puts it where n8n puts community nodes: the packed tarball, unpacked below the user folder's
 * `.n8n/nodes`. So what runs is what would be published, not the working copy. Nothing is done while nothing has changed.
 *
 * @param {string} n8nUserFolder
 * @returns {Promise<void>}
 */
async function installPackage(n8nUserFolder) {
	const built = await build(PACKAGE);
	const nodesFolder = path.join(n8nUserFolder, '.n8n', 'nodes');
	fs.mkdirSync(nodesFolder, { recursive: true });
	const { name, version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

	const manifest = { name: 'installed-nodes', private: true, dependencies: { [name]: version }, built };
	const manifestFile = path.join(nodesFolder, 'package.json');
	if (JSON.stringify(readJson(manifestFile, {})) === JSON.stringify(manifest)) return;

	const [npm = '', ...npmArgs] = npmCommand();
	await runOrExplain('packing the package', npm, [
		...npmArgs,
		...['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', nodesFolder],
	]);
	const tarball = path.join(nodesFolder, `${name}-${version}.tgz`);
	const folder = path.join(nodesFolder, 'node_modules', name);
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	await runOrExplain('unpacking the package', 'tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
	fs.rmSync(tarball);

	fs.writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
}

module.exports = { installPackage };
