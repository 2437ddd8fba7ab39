// @ts-check
'use strict';

const { OWN_HOST, installN8n } = require('../install/n8n.cjs');
const { OWNER } = require('../shared/accounts.cjs');
const { SANDBOX, build } = require('../shared/build.cjs');
const { N8nClient } = require('../n8n/client.cjs');
const { SandboxClient } = require('../shared/sandbox-client.cjs');
const { UserError } = require('../shared/user-error.cjs');
const { stopEverything } = require('./background-process.cjs');
const { startN8n } = require('../n8n/n8n-process.cjs');
const { installPackage } = require('../n8n/package-install.cjs');
const { addressesOf, choosePorts } = require('./ports.cjs');
const { startSandbox } = require('./sandbox-process.cjs');
const { seed } = require('./seed.cjs');
const { closeStateFolder, openStateFolder, refuseSecondStart } = require('./state-folder.cjs');
const { stopRequested } = require('./stop-signals.cjs');
const { Timings } = require('./timings.cjs');

/**
 * @typedef {object} Running
 * @property {import('../n8n/client.cjs').N8nClient} n8n
 * @property {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @property {(meanwhile?: () => Promise<void>, settings?: Record<string, string>) => Promise<void>} restartN8n
 *   `meanwhile` is done while it is down, and it comes back with these environment variables
 * @property {import('./seed.cjs').Seeded | undefined} seeded undefined when n8n's password is no longer ours
 * @property {import('./state-folder.cjs').StateFolder} state
 */

/**
 * Starts n8n with this package, and the sandbox, lets them be used, and stops them, also when asked to by a signal.
 *
 * @param {import('./options.cjs').Place} place
 * @param {(running: Running) => Promise<number>} use
 * @returns {Promise<number>} exit code
 */
async function withRunning(place, use) {
	const interrupted = stopRequested();
	refuseSecondStart(place);
	const ports = await choosePorts(place);
	const state = openStateFolder(place, addressesOf(ports));
	try {
		const work = start(place, ports, state).then(use);
		return await Promise.race([work, interrupted.then((why) => interruptedBy(why, place))]);
	} finally {
		if ((await stopEverything()) > 0) console.log('Everything is stopped.');
		closeStateFolder(state);
	}
}

/**
 * @param {import('./options.cjs').Place} place
 * @param {import('./ports.cjs').Ports} ports
 * @param {import('./state-folder.cjs').StateFolder} state
 * @returns {Promise<Running>}
 */
async function start(place, ports, state) {
	const timings = new Timings(Number(process.env['ORDER_DESK_TOOLS_SECONDS'] ?? 0));
	const host = place.host ?? OWN_HOST;
	if (!place.host) await timings.step('install n8n', installN8n);
	console.log('Building the package and the sandbox ...');
	await timings.step('build', () => Promise.all([build(SANDBOX), installPackage(state.n8nUserFolder)]));

	console.log('Starting the sandbox ...');
	await timings.step('start the sandbox', () => startSandbox(state, ports.sandbox, { n8nUrl: addressesOf(ports).url }));
	console.log(`Starting n8n ${host.version} ...`);
	let n8nProcess = await timings.step('start n8n', () => startN8n(state, ports, { host }));
	/** @type {Running['restartN8n']} */
	const restartN8n = async (meanwhile = async () => {}, settings = {}) => {
		await n8nProcess.stop();
		await meanwhile();
		n8nProcess = await startN8n(state, ports, { again: true, settings, host });
	};

	const n8n = new N8nClient(addressesOf(ports).url, host);
	const sandbox = new SandboxClient(addressesOf(ports).sandboxUrl);
	console.log('Setting up owner, credential and examples ...');
	const seeded = await timings.step('set up the examples', async () =>
		(await n8n.signIn(OWNER)) ? await seed(n8n, sandbox, state.seeded, host.version) : undefined,
	);
	console.log(`Ready after ${timings.seconds().toFixed(0)} s.`);
	if (place.timings) console.log(`\n${timings.table()}\n`);
	return { n8n, sandbox, restartN8n, seeded, state };
}

/**
 * @param {string} why
 * @param {import('./options.cjs').Place} place
 */
function interruptedBy(why, { unattended }) {
	console.log(`\nStopping (${why}) ...`);
	return unattended ? 1 : 0;
}

/**
 * @param {Running} running
 * @returns {import('./seed.cjs').Seeded} throws UserError when somebody else's n8n was found
 */
function mustBeSeeded({ seeded }) {
	if (!seeded) throw new UserError('The owner of this n8n is not the one that is set up here.');
	return seeded;
}

module.exports = { mustBeSeeded, withRunning };
