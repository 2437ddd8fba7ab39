// @ts-check
'use strict';

/* `npm run sandbox -- [options of the sandbox]`: the sandbox store alone, in the foreground. */

const { spawn } = require('node:child_process');
const { SANDBOX_SCRIPT, buildSandbox } = require('./start/sandbox-process.cjs');

async function main() {
	await buildSandbox();
	const child = spawn(process.execPath, [SANDBOX_SCRIPT, ...process.argv.slice(2)], { stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.once('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
