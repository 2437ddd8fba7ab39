// @ts-check
'use strict';

/*
 * Runs a program that knows nothing of us, so that it ends with the process that started this one (exit-with-parent.cjs
 * is loaded before), and as another user where it refuses to run as root: node foreign-program.cjs <user> <program> ...
 */

const { spawn } = require('node:child_process');
const { idsOf } = require('./unix-user.cjs');

const [user = '', program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: 'inherit', ...(user && idsOf(user)) });
// PostgreSQL waits for its clients to leave, unless it is asked like this.
process.on('SIGTERM', () => child.kill('SIGINT'));
child.once('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));
