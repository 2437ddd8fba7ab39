// @ts-check
'use strict';

const net = require('node:net');
const { UserError } = require('../shared/user-error.cjs');

/** Everything listens here only: neither n8n nor the sandbox is meant for the network. */
const HOST = '127.0.0.1';

/** @typedef {{ n8n: number, sandbox: number, broker: number }} Ports */

/**
 * @param {import('./options.cjs').Place} place
 * @returns {Promise<Ports>} throws UserError when a port asked for is in use
 */
async function choosePorts({ unattended, port, sandboxPort }) {
	// `broker` is n8n's internal door for its task runners; nobody needs to know it, so any free port will do.
	if (unattended) return { n8n: await anyFreePort(), sandbox: await anyFreePort(), broker: await anyFreePort() };
	await mustBeFree(port, 'n8n', '--port');
	await mustBeFree(sandboxPort, 'the sandbox', '--sandbox-port');
	return { n8n: port, sandbox: sandboxPort, broker: await anyFreePort() };
}

/** @param {Ports} ports */
function addressesOf({ n8n, sandbox }) {
	return { url: `http://${HOST}:${n8n}`, sandboxUrl: `http://${HOST}:${sandbox}` };
}

/**
 * @param {number} port
 * @param {string} who
 * @param {string} flag
 */
async function mustBeFree(port, who, flag) {
	if ((await canListen(port)) && !(await somebodyAnswers(port))) return;
	throw new UserError(
		`Port ${port}, meant for ${who}, is in use. Stop what runs there, or choose another port:\n  npm start -- ${flag} ${port + 10}`,
	);
}

/** @param {number} port */
function canListen(port) {
	return new Promise((resolve) => {
		const server = net.createServer();
		server.once('error', () => resolve(false));
		server.listen(port, HOST, () => server.close(() => resolve(true)));
	});
}

/**
 * macOS lets a program listen on 127.0.0.1 although another one has the port on all addresses; asking tells.
 *
 * @param {number} port
 */
function somebodyAnswers(port) {
	return new Promise((resolve) => {
		const socket = net.connect(port, HOST);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

/** @returns {Promise<number>} */
function anyFreePort() {
	return new Promise((resolve, reject) => {
		const server = net.createServer();
		server.once('error', reject);
		server.listen(0, HOST, () => {
			const { port } = /** @type {net.AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});
}

module.exports = { HOST, addressesOf, anyFreePort, choosePorts };
