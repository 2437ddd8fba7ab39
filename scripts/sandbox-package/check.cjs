// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { createInterface } = require('node:readline');
const { npmCommand } = require('../install/npm-command.cjs');
const { runOrExplain } = require('../shared/build.cjs');
const { ROOT } = require('../shared/root.cjs');
const { UserError } = require('../shared/user-error.cjs');

const CLIENT = path.join(ROOT, 'test', 'sandbox', 'client.py');
const DOCKER = process.env['DOCKER'] ?? 'docker';
const PYTHON = process.env['PYTHON'] ?? 'python3';

/**
 * Installs the packed sandbox where nothing else is, starts it, and lets a client that shares no code with it go through
 * create, search and webhook.
 *
 * @param {string} tarball
 */
async function checkPacked(tarball) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'order-desk-sandbox-'));
	try {
		const [npm = '', ...first] = npmCommand();
		const install = [...first, 'install', '--prefix', folder, '--no-audit', '--no-fund', '--offline', tarball];
		await runOrExplain('installing the packed sandbox', npm, install);
		const modules = fs.readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
		if (modules.join() !== 'order-desk-sandbox') throw new UserError(`It depends on others: ${modules.join(', ')}`);
		const link = process.platform === 'win32' ? 'order-desk-sandbox.cmd' : 'order-desk-sandbox';
		await withSandbox([path.join(folder, 'node_modules', '.bin', link)], runClient);
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

/**
 * Builds the sandbox's image, starts a container, and lets the same client go through it. Only on Linux, where a
 * container can share the network of its host: the client takes webhooks at 127.0.0.1.
 *
 * @param {string} folder with the Dockerfile
 */
async function checkContainer(folder) {
	const image = 'order-desk-sandbox';
	await runOrExplain('building the image of the sandbox', DOCKER, ['build', '--tag', image, folder]);
	await withSandbox([DOCKER, 'run', '--rm', '--network', 'host', image], runClient);
}

/**
 * @param {string[]} command
 * @param {(url: string) => Promise<void>} work
 */
async function withSandbox([program = '', ...args], work) {
	const child = spawn(program, [...args, '--port', '0', '--stores', '2', '--quiet'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		shell: process.platform === 'win32',
	});
	const ended = new Promise((resolve) => child.once('close', resolve));
	try {
		for await (const line of createInterface(child.stdout)) {
			const url = /http:\S+/.exec(line)?.[0];
			if (url) return await work(url);
		}
		throw new UserError('The sandbox ended without saying where it is.');
	} finally {
		child.kill();
		await ended;
	}
}

/** @param {string} url of the sandbox */
async function runClient(url) {
	const client = spawn(PYTHON, [CLIENT, url], { stdio: 'inherit' });
	/** @type {number | string | null} */
	const how = await new Promise((resolve) =>
		client.once('error', (error) => resolve(error.message)).once('exit', resolve),
	);
	if (how !== 0) throw new UserError(`The client in Python failed (${how}). PYTHON names another interpreter.`);
}

module.exports = { checkContainer, checkPacked };
