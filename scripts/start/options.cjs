// @ts-check
'use strict';

const { HELP_OPTION, readArgs } = require('../shared/command-line.cjs');
const { UserError } = require('../shared/user-error.cjs');

const HELP = `npm start -- [options]

Starts a real n8n with this package installed, and the Order Desk sandbox for it to talk to.

  --port <number>          port of n8n (5678)
  --sandbox-port <number>  port of the sandbox (4010)
  --reset                  first forget everything kept in .run/: sign-in, workflows, orders
  --check                  start, try the nodes, triggers and examples in it unattended, in over a hundred checks,
                           print what was expected and seen, stop; takes minutes, and uses free ports and its own
                           folder .run/check, so your own n8n may keep running
  --timings                print how long each step took, and what is installed
  --help                   this text`;

/**
 * @typedef {object} Place
 * @property {string} unattended what runs it when it is not a person: with free ports, and in this folder of `.run`
 * @property {boolean} reset
 * @property {number} port
 * @property {number} sandboxPort
 * @property {boolean} [timings] whether to print how long each step took, and what is installed
 * @property {import('../install/n8n.cjs').Host} [host] another n8n than our own
 *
 * @typedef {Place & { help: boolean }} StartOptions
 */

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {StartOptions} throws UserError
 */
function readOptions(args, env) {
	for (const flag of ['check', 'reset', 'timings', 'help', 'port', 'sandbox_port']) {
		// Without the "--" npm keeps the flag for itself and only leaves this trace.
		if (env[`npm_config_${flag}`] && !args.some((arg) => arg.startsWith(`--${flag}`.replace('_', '-')))) {
			throw new UserError(
				`npm kept --${flag.replace('_', '-')} for itself. Write: npm start -- --${flag.replace('_', '-')} ...`,
			);
		}
	}
	const { values } = readArgs(
		{
			args,
			options: {
				help: HELP_OPTION,
				check: { type: 'boolean', default: false },
				reset: { type: 'boolean', default: false },
				timings: { type: 'boolean', default: false },
				port: { type: 'string', default: '5678' },
				'sandbox-port': { type: 'string', default: '4010' },
			},
		},
		HELP,
	);
	const port = portNumber('--port', values.port);
	const sandboxPort = portNumber('--sandbox-port', values['sandbox-port']);
	if (port === sandboxPort) throw new UserError(`--port and --sandbox-port can't both be ${port}.`);
	const { help, reset, timings } = values;
	return { help, unattended: values.check ? 'check' : '', reset, timings, port, sandboxPort };
}

/**
 * @param {string} flag
 * @param {string} text
 */
function portNumber(flag, text) {
	const port = Number(text);
	if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
	throw new UserError(`${flag} takes a port number from 1 to 65535, not "${text}".`);
}

module.exports = { HELP, readOptions };
