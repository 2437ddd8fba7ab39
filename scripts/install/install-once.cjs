// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { ROOT } = require('../shared/root.cjs');
const { isAlive } = require('./is-alive.cjs');

const LOOK_AGAIN_MS = 500;

/**
 * Installs what is missing, or waits until another command of this project has: two npm that write into the same folder
 * break each other.
 *
 * @template {{ installed: boolean }} State
 * @param {string} what tells one install from another, as a part of a file name
 * @param {() => State} look
 * @param {(state: State) => Promise<void>} install
 * @param {string} [folder] the locks are in
 * @returns {Promise<void>} throws what `install` throws
 */
async function installOnce(what, look, install, folder = path.join(ROOT, '.build')) {
	if (look().installed) return;
	const lock = path.join(folder, `installing-${what}.pid`);
	fs.mkdirSync(folder, { recursive: true });
	await take(lock);
	try {
		const state = look();
		if (!state.installed) await install(state);
	} finally {
		fs.rmSync(lock, { force: true });
	}
}

/** @param {string} lock a file that holds the ID of the process that installs */
async function take(lock) {
	for (let told = false; !created(lock); ) {
		const holder = Number(fs.existsSync(lock) && fs.readFileSync(lock, 'utf8'));
		// It was killed, and could not remove its lock. A lock without an ID was made this very moment.
		if (holder > 0 && !isAlive(holder)) fs.rmSync(lock, { force: true });
		else {
			if (!told && holder > 0) {
				console.log(`Waiting for what another command installs (process ${holder}) ...`);
				console.log(`  If that process is something else, delete ${path.relative(ROOT, lock)}.`);
				told = true;
			}
			await sleep(LOOK_AGAIN_MS);
		}
	}
}

/**
 * @param {string} lock
 * @returns {boolean} false when it is there already
 */
function created(lock) {
	try {
		fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
		throw error;
	}
}

module.exports = { installOnce };
