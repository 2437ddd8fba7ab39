// @ts-check
'use strict';

/*
 * `npm start`: a real n8n with this package in it, the sandbox store beside it, and the examples between the two.
 * `npm start -- --check` lets them do their work once, unattended, and tells whether all went as promised.
 */

const { exitWith } = require('./shared/command-line.cjs');
const { UserError } = require('./shared/user-error.cjs');
const { firstToEnd } = require('./start/background-process.cjs');
const { runCheck } = require('./start/check/run-check.cjs');
const { HELP, readOptions } = require('./start/options.cjs');
const { withRunning } = require('./start/running.cjs');
const { summary } = require('./start/summary.cjs');

/** @param {string[]} args */
async function main(args) {
	const options = readOptions(args, process.env);
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	return await withRunning(options, options.unattended ? check : serve);
}

/** @param {import('./start/running.cjs').Running} running */
async function check(running) {
	console.log('Checking ...');
	const list = await runCheck(running);
	const { folder, n8nLog, sandboxLog } = running.state;
	return list.report(folder, [n8nLog, sandboxLog]);
}

/**
 * @param {import('./start/running.cjs').Running} running
 * @returns {Promise<never>}
 */
async function serve({ n8n, sandbox, seeded, state }) {
	console.log(summary({ n8nUrl: n8n.url, sandboxUrl: sandbox.url, seeded, state }));
	const { name, how, logTail } = await firstToEnd();
	throw new UserError(`${name} ${how}. The end of its log:\n${logTail()}`);
}

exitWith(main(process.argv.slice(2)));
