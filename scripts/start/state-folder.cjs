// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { isAlive } = require('../install/is-alive.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');
const { UserError } = require('../shared/user-error.cjs');

/**
 * @typedef {object} StateFolder everything `npm start` keeps; deleting the folder forgets it all
 * @property {string} folder
 * @property {string} n8nUserFolder what n8n calls N8N_USER_FOLDER: database, encryption key, installed packages
 * @property {string} n8nLog
 * @property {string} sandboxData
 * @property {string} sandboxLog
 * @property {string} seeded which example became which workflow
 * @property {string} lock who is using the folder
 */

/**
 * `npm start` keeps its state in `.run`, a check in a folder of its own below, so that it never touches anybody's workflows.
 *
 * @param {import('./options.cjs').Place} place
 */
const folderOf = ({ unattended }) => path.join(ROOT, '.run', unattended);

/** @param {string} folder */
const lockOf = (folder) => path.join(folder, 'in-use.json');

/**
 * Two n8n on one database would fight over it.
 *
 * @param {import('./options.cjs').Place} place
 * @returns {void} throws UserError when another start uses the same folder
 */
function refuseSecondStart(place) {
	const lock = lockOf(folderOf(place));
	const { pid, url } = readJson(lock, { pid: 0, url: '' });
	if (!isAlive(pid)) return;
	throw new UserError(
		`This is already running: ${url} (process ${pid}). Stop it first, with Ctrl-C where it was started.\n` +
			`If that process is something else, delete ${path.relative(ROOT, lock)} and try again.`,
	);
}

/**
 * @param {import('./options.cjs').Place} place
 * @param {{ url: string, sandboxUrl: string }} addresses of the n8n and the sandbox that will use it
 * @returns {StateFolder}
 */
function openStateFolder(place, addresses) {
	const folder = folderOf(place);
	// A check begins on an empty n8n. What `npm test` and checks keep in .run is not the user's, and not wiped.
	if (place.unattended) forget(folder, []);
	else if (place.reset) forget(folder, ['browser', 'check', 'compatibility', 'queue', 'test']);
	fs.mkdirSync(folder, { recursive: true });
	const lock = lockOf(folder);
	fs.writeFileSync(lock, JSON.stringify({ pid: process.pid, ...addresses }));
	return {
		folder,
		n8nUserFolder: path.join(folder, 'n8n'),
		n8nLog: path.join(folder, 'n8n.log'),
		sandboxData: path.join(folder, 'sandbox.json'),
		sandboxLog: path.join(folder, 'sandbox.log'),
		seeded: path.join(folder, 'seeded.json'),
		lock,
	};
}

/** @param {StateFolder} state */
function closeStateFolder(state) {
	fs.rmSync(state.lock, { force: true });
}

/**
 * @param {string} folder
 * @param {string[]} except state of other commands
 */
function forget(folder, except) {
	if (!fs.existsSync(folder)) return;
	for (const name of fs.readdirSync(folder)) {
		if (!except.includes(name)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
	}
}

module.exports = { closeStateFolder, openStateFolder, refuseSecondStart };
