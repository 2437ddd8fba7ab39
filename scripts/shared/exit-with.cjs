// @ts-check
'use strict';

const { UserError } = require('./user-error.cjs');

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

module.exports = { exitWith };
