// @ts-check
'use strict';

const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { waitFor } = require('../../shared/wait.cjs');
const { startInBackground, unlessEnded } = require('../../start/background-process.cjs');
const { HOST } = require('../../start/ports.cjs');
const { findProgram } = require('./find-program.cjs');

const READY_SECONDS = 60;

/** As docs/queue-mode.md advises: what is queued outlives Redis. */
const REDIS_SETTINGS = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'];

/**
 * @param {string} folder for its data; what lies there is taken up again
 * @param {number} port
 * @param {import('./ledger.cjs').Ledger} ledger
 * @returns {Promise<import('../../start/background-process.cjs').BackgroundProcess>} when it answers
 */
async function startRedis(folder, port, ledger) {
	fs.mkdirSync(folder, { recursive: true });
	const pidFile = path.join(folder, 'redis.pid');
	ledger.add({ folder, pidFile, isTemporary: false });
	const program = findProgram('redis-server', 'redis-server');
	const child = startInBackground({
		name: 'Redis',
		script: path.join(__dirname, 'foreign-program.cjs'),
		args: [
			...['', program, '--bind', HOST, '--port', String(port), '--dir', folder, '--pidfile', pidFile],
			...['--save', '', ...REDIS_SETTINGS],
		],
		env: process.env,
		logFile: path.join(folder, 'redis.log'),
		keepsLog: true,
	});
	await unlessEnded(
		child,
		waitFor('Redis', READY_SECONDS, async () => (await pinged(port)) === '+PONG\r\n'),
	);
	return child;
}

/**
 * @param {number} port
 * @returns {Promise<string>} "-LOADING ..." while it reads its data
 */
function pinged(port) {
	return new Promise((resolve, reject) => {
		const socket = net.connect(port, HOST, () => socket.write('PING\r\n'));
		socket.once('data', (data) => {
			socket.destroy();
			resolve(data.toString());
		});
		socket.once('error', reject);
	});
}

module.exports = { REDIS_SETTINGS, startRedis };
