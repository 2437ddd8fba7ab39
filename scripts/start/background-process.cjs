// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { UserError } = require('../shared/user-error.cjs');

/** n8n needs up to 3 s; what still lives after this is killed. */
const STOP_SECONDS = 10;

/**
 * @typedef {object} BackgroundProcess
 * @property {string} name
 * @property {string} logFile
 * @property {Promise<string>} ended resolves when it is gone, with how it ended in words
 * @property {() => string} logTail
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill ends it as a crash would, without a chance to clean up
 * @property {number} pid
 */

/** @type {BackgroundProcess[]} */
const started = [];

/**
 * Starts a Node program that writes to a log file and ends together with this process, however this process ends.
 *
 * @param {{ name: string, script: string, args: string[], env: Record<string, string | undefined>, logFile: string, keepsLog?: boolean, node?: string }} program
 *   `node`: the program that runs it, this one unless another is given
 * @returns {BackgroundProcess}
 */
function startInBackground({ name, script, args, env, logFile, keepsLog = false, node = process.execPath }) {
	const log = fs.openSync(logFile, keepsLog ? 'a' : 'w');
	const child = spawn(node, ['--require', path.join(__dirname, 'exit-with-parent.cjs'), script, ...args], {
		env,
		cwd: path.dirname(logFile),
		// The channel ("ipc") closes when this process dies, even by SIGKILL: exit-with-parent.cjs listens for that.
		stdio: ['ignore', log, log, 'ipc'],
		// A process group of its own: Ctrl-C reaches only this process, which then stops the others in order.
		detached: true,
	});
	fs.closeSync(log);
	let running = true;
	/** @type {Promise<string>} */
	const ended = new Promise((resolve) => {
		child.once('error', (error) => resolve(`could not be started: ${error.message}`));
		child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with exit code ${code}`));
	});
	void ended.then(() => (running = false));

	/** @param {NodeJS.Signals} signal */
	const send = (signal) => {
		try {
			if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
			else process.kill(-child.pid, signal); // the whole group: n8n starts a task runner of its own
		} catch {
			// already gone
		}
	};
	const stop = async () => {
		if (!running) return;
		send('SIGTERM');
		await Promise.race([ended, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
		if (running) send('SIGKILL');
		await ended;
	};
	const kill = async () => {
		send('SIGKILL');
		await ended;
	};
	const handle = { name, logFile, ended, logTail: () => tailOf(logFile), stop, kill, pid: child.pid ?? 0 };
	started.push(handle);
	return handle;
}

/** Stops what was started, the last one first: n8n must not see the sandbox vanish. */
async function stopEverything() {
	for (const child of [...started].reverse()) await child.stop();
	return started.length;
}

/**
 * @returns {Promise<BackgroundProcess & { how: string }>} the first one that ends by itself
 */
async function firstToEnd() {
	return await Promise.race(started.map(async (child) => ({ ...child, how: await child.ended })));
}

/**
 * Waits for something a background process should bring about; gives up at once when that process ends.
 *
 * @template T
 * @param {BackgroundProcess} child
 * @param {Promise<T>} result
 * @returns {Promise<T>}
 */
async function unlessEnded(child, result) {
	const failure = child.ended.then((how) => {
		throw new UserError(`${child.name} ${how}. The end of its log (${child.logFile}):\n${child.logTail()}`);
	});
	return await Promise.race([result, failure]);
}

/** @param {string} logFile */
function tailOf(logFile) {
	const text = fs.existsSync(logFile) ? fs.readFileSync(logFile, 'utf8') : '';
	const lines = text.trimEnd().split('\n').slice(-25);
	return lines.map((line) => `    ${line}`).join('\n');
}

module.exports = { firstToEnd, startInBackground, stopEverything, unlessEnded };
