// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * How to call npm without a shell: as a script of the running Node. (`npm` itself is a shell script, on Windows
 * `npm.cmd`, which can't be spawned directly.)
 *
 * @returns {string[]} program and first arguments
 */
function npmCommand() {
	const script = npmScripts().find((file) => fs.existsSync(file));
	if (script) return [process.execPath, script];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/** @returns {string[]} */
function npmScripts() {
	const scripts = [];
	// Set by npm for everything it runs; other package managers set it too, but can't read package-lock.json.
	const runningNpm = process.env['npm_execpath'];
	if (runningNpm && path.basename(runningNpm).startsWith('npm-cli')) scripts.push(runningNpm);
	const folders = [path.dirname(process.execPath), ...(process.env['PATH'] ?? '').split(path.delimiter)];
	for (const folder of folders) {
		scripts.push(path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')); // Windows
		scripts.push(path.join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')); // everywhere else
	}
	return scripts;
}

module.exports = { npmCommand };
