// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { waitFor } = require('../../shared/wait.cjs');
const { UserError } = require('../../shared/user-error.cjs');
const { startInBackground, unlessEnded } = require('../../start/background-process.cjs');
const { HOST } = require('../../start/ports.cjs');
const { findProgram } = require('./find-program.cjs');
const { connectTo } = require('../database.cjs');
const { idsOf, userInsteadOfRoot } = require('./unix-user.cjs');

const READY_SECONDS = 120;
const DEBIAN_PACKAGE = 'postgresql';

/** Its only user, who needs no password on this machine. */
const DATABASE = { user: 'n8n', database: 'postgres' };

/**
 * An empty PostgreSQL. Its data lie among the temporary files, since its user may not be able to reach our folders.
 *
 * @param {string} logFile
 * @param {number} port
 * @param {import('./ledger.cjs').Ledger} ledger
 * @returns {Promise<void>} when it answers
 */
async function startPostgres(logFile, port, ledger) {
	const user = userInsteadOfRoot();
	const data = fs.mkdtempSync(path.join(os.tmpdir(), 'order-desk-postgres-'));
	ledger.add({ folder: data, pidFile: path.join(data, 'postmaster.pid'), isTemporary: true });
	if (user) fs.chownSync(data, idsOf(user).uid, idsOf(user).gid);
	initialise(data, user);
	const child = startInBackground({
		name: 'PostgreSQL',
		script: path.join(__dirname, 'foreign-program.cjs'),
		args: [
			...[user, findProgram('postgres', DEBIAN_PACKAGE), '-D', data, '-p', String(port), '-h', HOST],
			// No socket in a folder that others share. Nothing here has to outlive a power failure.
			...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=200'],
		],
		env: process.env,
		logFile,
	});
	await unlessEnded(
		child,
		waitFor('PostgreSQL', READY_SECONDS, async () => {
			const database = await connectTo({ port, ...DATABASE });
			await database.end();
			return true;
		}),
	);
}

/**
 * @param {string} data
 * @param {string} user
 */
function initialise(data, user) {
	const args = ['-D', data, '-U', DATABASE.user, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
	try {
		execFileSync(findProgram('initdb', DEBIAN_PACKAGE), args, { stdio: 'pipe', ...(user && idsOf(user)), cwd: data });
	} catch (error) {
		if (error instanceof UserError) throw error;
		throw new UserError(`PostgreSQL could not set up its data: ${error instanceof Error ? error.message : error}`);
	}
}

module.exports = { DATABASE, startPostgres };
