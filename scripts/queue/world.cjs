// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { CREDENTIAL, OWNER } = require('../shared/accounts.cjs');
const { SANDBOX, build } = require('../shared/build.cjs');
const { N8nClient } = require('../n8n/client.cjs');
const { ROOT } = require('../shared/root.cjs');
const { SandboxClient } = require('../shared/sandbox-client.cjs');
const { installPackage } = require('../n8n/package-install.cjs');
const { HOST, anyFreePort } = require('../start/ports.cjs');
const { STORE, startSandbox } = require('../start/sandbox-process.cjs');
const { connectTo, openSqlite } = require('./database.cjs');
const { N8nProcesses } = require('./n8n-processes.cjs');
const { DATABASE, startPostgres } = require('./servers/postgres.cjs');
const { startRedis } = require('./servers/redis.cjs');

/** Everything the run in queue mode keeps. */
const FOLDER = path.join(ROOT, '.run', 'queue');

/**
 * @typedef {object} World a store, and an n8n in queue mode with nothing but its main process
 * @property {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @property {import('../n8n/client.cjs').N8nClient} n8n signed in
 * @property {N8nProcesses} processes
 * @property {import('./n8n-processes.cjs').N8nProcess} main
 * @property {import('./database.cjs').Database} database of n8n
 * @property {{ kill: () => Promise<void>, start: () => Promise<void> }} redis
 * @property {{ id: string, name: string }} credential for the store
 */

/** As docs/queue-mode.md advises; all else is n8n's default. */
const SETTINGS = {
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: 'key-of-the-run-in-queue-mode',
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: HOST,
	DB_POSTGRESDB_USER: DATABASE.user,
	DB_POSTGRESDB_DATABASE: DATABASE.database,
	DB_POSTGRESDB_POOL_SIZE: '10',
	QUEUE_BULL_REDIS_HOST: HOST,
};

/**
 * Starts it all, on free ports, from nothing.
 *
 * @param {string} name of the folder for its logs
 * @param {import('./servers/ledger.cjs').Ledger} ledger
 * @param {{ settings?: Record<string, string>, stores?: number }} [options] more environment variables for n8n, and the
 *   number of stores
 * @returns {Promise<World & { leave: () => Promise<void> }>} `leave` closes what is open to it
 */
async function startWorld(name, ledger, { settings = {}, stores = 1 } = {}) {
	const folder = path.join(FOLDER, name);
	fs.rmSync(folder, { recursive: true, force: true });
	fs.mkdirSync(folder, { recursive: true });
	const ports = { redis: await anyFreePort(), postgres: await anyFreePort(), sandbox: await anyFreePort() };
	const installed = path.join(folder, 'package');
	await Promise.all([build(SANDBOX), installPackage(installed)]);

	const runRedis = async () => await startRedis(path.join(folder, 'redis'), ports.redis, ledger);
	let redis = await runRedis();
	await startPostgres(path.join(folder, 'postgres.log'), ports.postgres, ledger);
	const files = { sandboxData: path.join(folder, 'sandbox.json'), sandboxLog: path.join(folder, 'sandbox.log') };
	await startSandbox(files, ports.sandbox, { stores });
	const sandbox = new SandboxClient(`http://${HOST}:${ports.sandbox}`);

	const processes = new N8nProcesses(folder, path.join(installed, '.n8n', 'nodes'), {
		...SETTINGS,
		DB_POSTGRESDB_PORT: String(ports.postgres),
		QUEUE_BULL_REDIS_PORT: String(ports.redis),
		...settings,
	});
	const main = await processes.add('main');
	const n8n = new N8nClient(main.url);
	await n8n.signIn(OWNER);
	const data = { ...STORE, baseUrl: `${sandbox.url}/api/v2` };
	const { id } = await n8n.saveCredential({ ...CREDENTIAL, data });
	const usesSqlite = settings['DB_TYPE'] === 'sqlite';
	const database = usesSqlite
		? openSqlite(path.join(folder, main.name, '.n8n', 'database.sqlite'))
		: await connectTo({ port: ports.postgres, ...DATABASE });
	return {
		...{ sandbox, n8n, processes, main, database, credential: { id, name: CREDENTIAL.name } },
		redis: {
			kill: () => redis.kill(),
			start: async () => void (redis = await runRedis()),
		},
		leave: async () => await database.end().catch(() => {}),
	};
}

module.exports = { FOLDER, SETTINGS, startWorld };
