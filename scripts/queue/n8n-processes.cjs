// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { OWN_HOST } = require('../install/n8n.cjs');
const { waitFor } = require('../shared/wait.cjs');
const { startInBackground, unlessEnded } = require('../start/background-process.cjs');
const { hideEditorFilesFromLint, isReady, n8nEnvironment } = require('../n8n/n8n-process.cjs');
const { HOST, anyFreePort } = require('../start/ports.cjs');

const READY_SECONDS = 300;
const HEALTH_PATH = '/healthz/readiness';

/**
 * @typedef {'main' | 'worker' | 'webhook'} Role
 * @typedef {object} N8nProcess
 * @property {string} name
 * @property {Role} role
 * @property {string} url of a main or webhook processor; of a worker, only its health can be asked there
 * @property {() => Promise<void>} start again after `stop` or `kill`, at the same address; when it is ready
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill
 * @property {() => number} pid
 */

/** What each kind of process is started with. */
const ARGUMENTS = { main: ['start'], worker: ['worker'], webhook: ['webhook'] };

/** The processes of one n8n in queue mode: each has a folder and ports of its own, as containers have. */
class N8nProcesses {
	/** @type {N8nProcess[]} */
	all = [];

	/**
	 * @param {string} folder
	 * @param {string} installedNodes the `nodes` folder in which the package is installed
	 * @param {Record<string, string>} settings environment variables that all share
	 */
	constructor(folder, installedNodes, settings) {
		this.folder = folder;
		this.installedNodes = installedNodes;
		this.settings = settings;
	}

	/**
	 * @param {Role} role
	 * @param {string[]} [args] more arguments
	 * @param {Record<string, string>} [settings] more environment variables
	 * @returns {Promise<N8nProcess>} when it is ready
	 */
	async add(role, args = [], settings = {}) {
		const name = `${role}-${this.all.filter((other) => other.role === role).length + 1}`;
		const userFolder = this.#userFolder(name);
		const ports = { n8n: await anyFreePort(), broker: await anyFreePort() };
		const url = `http://${HOST}:${ports.n8n}`;
		const env = {
			...n8nEnvironment(userFolder, ports, { ...this.settings, ...settings }),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(ports.n8n),
			N8N_WORKER_SERVER_ADDRESS: HOST,
		};
		const logFile = path.join(this.folder, `${name}.log`);
		/** @type {import('../start/background-process.cjs').BackgroundProcess} */
		let child;
		const start = async () => {
			const program = {
				name,
				script: OWN_HOST.script,
				args: [...ARGUMENTS[role], ...args],
				env,
				logFile,
				keepsLog: true,
			};
			child = startInBackground(program);
			const ready = role === 'main' ? () => isReady(url) : () => isHealthy(url);
			await unlessEnded(child, waitFor(`${name}, see ${logFile}`, READY_SECONDS, ready));
		};
		await start();
		const one = { name, role, url, start, stop: () => child.stop(), kill: () => child.kill(), pid: () => child.pid };
		this.all.push(one);
		return one;
	}

	/** @param {string} name */
	#userFolder(name) {
		const userFolder = path.join(this.folder, name);
		fs.mkdirSync(path.join(userFolder, '.n8n'), { recursive: true });
		hideEditorFilesFromLint(userFolder);
		fs.symlinkSync(this.installedNodes, path.join(userFolder, '.n8n', 'nodes'), 'junction');
		return userFolder;
	}
}

/** @param {string} url */
async function isHealthy(url) {
	return (await fetch(`${url}${HEALTH_PATH}`)).status === 200;
}

module.exports = { HEALTH_PATH, N8nProcesses };
