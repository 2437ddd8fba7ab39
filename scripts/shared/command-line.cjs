// @ts-check
'use strict';

/* How a command is called, and how it ends. */

const { parseArgs } = require('node:util');
const { UserError } = require('./user-error.cjs');

/** For every command. */
const HELP_OPTION = /** @type {const} */ ({ type: 'boolean', short: 'h', default: false });

/**
 * `parseArgs` of Node.js, with what the command can do in the message where it does not understand.
 *
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {Config} config
 * @param {string} help
 * @returns {ReturnType<typeof parseArgs<Config>>} throws UserError
 */
function readArgs(config, help) {
	try {
		return parseArgs(config);
	} catch (error) {
		throw new UserError(`${error instanceof Error ? error.message : error}\n\n${help}`);
	}
}

/**
 * Ends the process as its work ends. What the person at the keyboard can put right is printed without a stack.
 *
 * @param {Promise<number>} work gives the exit code
 */
function exitWith(work) {
	work.then(
		(code) => process.exit(code),
		(error) => {
			console.error(`\n${error instanceof UserError ? error.message : error.stack}`);
			process.exit(1);
		},
	);
}

module.exports = { HELP_OPTION, exitWith, readArgs };
