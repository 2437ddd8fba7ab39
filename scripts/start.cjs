// @ts-check
'use strict';

/*
 * `npm start`: a real n8n with this package in it, the sandbox store beside it, and the examples between the two.
 * `npm start -- --check` lets them do their work once, unattended, and tells whether all went as promised.
 */

const fs = require('node:fs');
const path = require('node:path');
const { installN8n, n8nVersion } = require('./install/n8n.cjs');
const { InstallFailure } = require('./install/npm-ci.cjs');
const { OWNER } = require('./shared/accounts.cjs');
const { SANDBOX, build } = require('./shared/build.cjs');
const { N8nClient } = require('./shared/n8n-client.cjs');
const { SandboxClient } = require('./shared/sandbox-client.cjs');
const { UserError } = require('./shared/user-error.cjs');
const { firstToEnd, stopEverything } = require('./start/background-process.cjs');
const { checkTable, runCheck } = require('./start/check/run-check.cjs');
const { startN8n } = require('./start/n8n-process.cjs');
const { HELP, readOptions } = require('./start/options.cjs');
const { installPackage } = require('./start/package-install.cjs');
const { addressesOf, choosePorts } = require('./start/ports.cjs');
const { startSandbox } = require('./start/sandbox-process.cjs');
const { seed } = require('./start/seed.cjs');
const { closeStateFolder, openStateFolder, refuseSecondStart } = require('./start/state-folder.cjs');
const { stopRequested } = require('./start/stop-signals.cjs');
const { summary } = require('./start/summary.cjs');

/** @param {string[]} args */
async function main(args) {
	const options = readOptions(args, process.env);
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	const interrupted = stopRequested();
	refuseSecondStart(options);
	const ports = await choosePorts(options);
	const state = openStateFolder(options, addressesOf(ports));
	try {
		const work = startAndServe(options, ports, state);
		return await Promise.race([work, interrupted.then((why) => interruptedBy(why, options))]);
	} finally {
		if ((await stopEverything()) > 0) console.log('Everything is stopped.');
		closeStateFolder(state);
	}
}

/**
 * @param {import('./start/options.cjs').StartOptions} options
 * @param {import('./start/ports.cjs').Ports} ports
 * @param {import('./start/state-folder.cjs').StateFolder} state
 * @returns {Promise<number>} exit code
 */
async function startAndServe(options, ports, state) {
	const startedAt = Date.now();
	await installN8n();
	console.log('Building the package and the sandbox ...');
	await Promise.all([build(SANDBOX), installPackage(state.n8nUserFolder)]);

	console.log('Starting the sandbox ...');
	await startSandbox(state, ports.sandbox);
	console.log(`Starting n8n ${n8nVersion()} ...`);
	let running = await startN8n(state, ports);
	/** @type {import('./start/check/run-check.cjs').Running['restartN8n']} */
	const restartN8n = async (meanwhile = async () => {}, settings = {}) => {
		await running.stop();
		await meanwhile();
		running = await startN8n(state, ports, { again: true, settings });
	};

	const n8n = new N8nClient(addressesOf(ports).url);
	const sandbox = new SandboxClient(addressesOf(ports).sandboxUrl);
	console.log('Setting up owner, credential and examples ...');
	const seeded = (await n8n.signIn(OWNER)) ? await seed(n8n, sandbox, state.seeded) : undefined;
	console.log(`Ready after ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`);

	if (options.check && seeded) return await checkAndReport({ n8n, sandbox, restartN8n }, seeded, state);
	console.log(summary({ n8nUrl: n8n.url, sandboxUrl: sandbox.url, seeded, state }));
	const { name, how, logTail } = await firstToEnd();
	throw new UserError(`${name} ${how}. The end of its log:\n${logTail()}`);
}

/**
 * @param {import('./start/check/run-check.cjs').Running} running
 * @param {import('./start/seed.cjs').Seeded} seeded
 * @param {import('./start/state-folder.cjs').StateFolder} state
 */
async function checkAndReport(running, seeded, state) {
	console.log('Checking ...');
	const rows = await runCheck(running, seeded, state);
	fs.writeFileSync(path.join(state.folder, 'result.json'), JSON.stringify({ rows }, null, 2));
	const failed = rows.filter(({ ok }) => !ok).length;
	console.log(`\n${checkTable(rows)}\n\n  ${rows.length - failed} as expected, ${failed} not.`);
	if (failed > 0) console.log(`  Logs: ${state.n8nLog}, ${state.sandboxLog}`);
	return failed === 0 ? 0 : 1;
}

/**
 * @param {string} why
 * @param {import('./start/options.cjs').StartOptions} options
 */
function interruptedBy(why, { check }) {
	console.log(`\nStopping (${why}) ...`);
	return check ? 1 : 0;
}

main(process.argv.slice(2)).then(
	(code) => process.exit(code),
	(error) => {
		const expected = error instanceof UserError || error instanceof InstallFailure;
		console.error(`\n${expected ? error.message : error.stack}`);
		process.exit(1);
	},
);
