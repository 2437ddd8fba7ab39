// @ts-check
'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { npmCommand } = require('../install/npm-command.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { UserError } = require('../shared/user-error.cjs');

/**
 * Publishes a package, unless npm has its version already: the sandbox has versions of its own, and most releases are of
 * the nodes only.
 *
 * @param {string} folder of the package
 * @returns {string} what became of it
 */
function publishIfNew(folder) {
	const { name, version } = readJson(path.join(folder, 'package.json'), { name: '', version: '' });
	if (isPublished(`${name}@${version}`)) return `${name} ${version} is published already.`;
	const { status } = npm(['publish', folder, '--provenance', '--access', 'public'], 'inherit');
	if (status !== 0) throw new UserError(`npm did not publish ${name} ${version}.`);
	return `${name} ${version} is published.`;
}

/** @param {string} wanted name and version */
function isPublished(wanted) {
	const { status, stdout, stderr } = npm(['view', wanted, 'version', '--json'], 'pipe');
	if (status === 0) return stdout.trim() !== '';
	if (stdout.includes('"E404"')) return false;
	throw new UserError(`npm does not say whether there is ${wanted}:\n${stderr}`);
}

/**
 * @param {string[]} args
 * @param {'inherit' | 'pipe'} stdio
 */
function npm(args, stdio) {
	const [program = '', ...first] = npmCommand();
	return spawnSync(program, [...first, ...args], { stdio, encoding: 'utf8' });
}

module.exports = { publishIfNew };
