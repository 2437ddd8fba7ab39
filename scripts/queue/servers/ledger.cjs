// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { readJson } = require('../../shared/read-json.cjs');
const { UserError } = require('../../shared/user-error.cjs');
const { isAlive } = require('../../install/is-alive.cjs');

const PATIENCE_MS = 10_000;
const LOOK_EVERY_MS = 100;

/**
 * @typedef {object} Server
 * @property {string} folder its data, in which it also works
 * @property {string} pidFile in which it says which process it is
 * @property {boolean} isTemporary whether the folder goes when the server has gone
 */

/**
 * The servers that a run has started. They are written down before they start, so that what a run leaves behind when it is
 * killed is cleared away by the next one.
 */
class Ledger {
	/** @param {string} file */
	constructor(file) {
		this.file = file;
	}

	/** @param {Server} server that is about to be started */
	add(server) {
		const { servers } = this.#read();
		fs.mkdirSync(path.dirname(this.file), { recursive: true });
		fs.writeFileSync(this.file, JSON.stringify({ owner: process.pid, servers: [...servers, server] }));
	}

	/**
	 * Ends the servers that still run, and removes their data.
	 *
	 * @returns {Promise<void>} throws UserError when they are those of another run, which is under way
	 */
	async clear() {
		const { owner, servers } = this.#read();
		if (isAlive(owner)) {
			throw new UserError(
				`This is already running (process ${owner}). If that process is something else, delete ${this.file} and try again.`,
			);
		}
		for (const { folder, pidFile, isTemporary } of servers) {
			await endServer(folder, pidFile);
			if (isTemporary) fs.rmSync(folder, { recursive: true, force: true });
		}
		fs.rmSync(this.file, { force: true });
	}

	/** @returns {{ owner: number, servers: Server[] }} */
	#read() {
		return readJson(this.file, { owner: 0, servers: [] });
	}
}

/**
 * A number in a file may be another process by now: the server is the one that works in its folder.
 *
 * @param {string} folder
 * @param {string} pidFile
 */
async function endServer(folder, pidFile) {
	if (!fs.existsSync(pidFile)) return;
	const pid = parseInt(fs.readFileSync(pidFile, 'utf8'), 10);
	const deadline = Date.now() + PATIENCE_MS;
	// To PostgreSQL it says "at once".
	send(pid, 'SIGQUIT', folder);
	while (worksIn(pid, folder)) {
		if (Date.now() > deadline) send(pid, 'SIGKILL', folder);
		await sleep(LOOK_EVERY_MS);
	}
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 * @param {string} folder
 */
function send(pid, signal, folder) {
	try {
		if (worksIn(pid, folder)) process.kill(pid, signal);
	} catch {
		// gone meanwhile
	}
}

/**
 * @param {number} pid
 * @param {string} folder
 */
function worksIn(pid, folder) {
	try {
		return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(folder);
	} catch {
		return false;
	}
}

module.exports = { Ledger };
