// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { UserError } = require('../shared/user-error.cjs');
const { npmCommand } = require('./npm-command.cjs');
const { explainNpmFailure } = require('./npm-failure.cjs');
const { showProgress } = require('./progress.cjs');

/** No new package for this long: say so, since npm itself retries silently for minutes. */
const STALLED_AFTER_S = 30;

/** An install that didn't work. */
class InstallFailure extends UserError {}

/**
 * Runs `npm ci` in a folder, with progress on the screen.
 *
 * @param {string} folder
 * @param {{ name: string, wanted: string[], args?: string[] }} what `wanted`: package folders to count (treeState)
 * @returns {Promise<void>} throws InstallFailure
 */
async function npmCi(folder, { name, wanted, args = [] }) {
	const counted = countArrivals(folder, wanted);
	const stop = showProgress((seconds) => `  ${name}: ${seconds} s, ${counted(seconds)}`);
	try {
		await runNpm(folder, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...args], { name });
	} finally {
		stop();
	}
}

/**
 * @param {string} folder
 * @param {string[]} args
 * @param {{ name: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<void>} throws InstallFailure, with npm's own error lines and what they mean
 */
async function runNpm(folder, args, { name, env = process.env }) {
	const [program, ...firstArgs] = npmCommand();
	const child = spawn(String(program), [...firstArgs, ...args], {
		cwd: folder,
		env: { ...env, npm_config_progress: 'false', npm_config_yes: 'true' },
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: firstArgs.length === 0 && process.platform === 'win32',
	});
	// npm must not go on downloading when this process was told to stop.
	const stopNpm = () => void child.kill();
	process.once('exit', stopNpm);
	let output = '';
	const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-20_000));
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	const code = await new Promise((resolve) => {
		child.once('error', (error) => {
			output += `\n${error.message}`;
			resolve(1);
		});
		child.once('close', resolve);
	});
	process.off('exit', stopNpm);
	if (code === 0) return;
	throw new InstallFailure([`${name} was not installed.`, ...explainNpmFailure(output, folder)].join('\n'));
}

/**
 * Counts the packages that have arrived. npm removes the old tree first, so an early count may include old packages.
 *
 * @param {string} folder
 * @param {string[]} wanted
 */
function countArrivals(folder, wanted) {
	let arrived = 0;
	let lastArrivalAt = 0;
	let lastCountAt = -2;
	return (/** @type {number} */ seconds) => {
		if (seconds - lastCountAt >= 2) {
			lastCountAt = seconds;
			const now = wanted.filter((name) => fs.existsSync(path.join(folder, name, 'package.json'))).length;
			if (now !== arrived) lastArrivalAt = seconds;
			arrived = now;
		}
		const quiet = seconds - lastArrivalAt;
		const count = `${arrived} of about ${wanted.length} packages`;
		if (quiet < STALLED_AFTER_S) return count;
		if (arrived >= wanted.length) return `${count}, npm is finishing`;
		return `${count}; nothing new for ${quiet} s (slow or unreachable registry? npm keeps trying)`;
	};
}

module.exports = { InstallFailure, npmCi, runNpm };
