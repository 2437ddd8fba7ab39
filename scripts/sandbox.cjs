// @ts-check
'use strict';

/* `npm run sandbox -- [options of the sandbox]`: the sandbox store alone, in the foreground. */

const { spawn } = require('node:child_process');
const path = require('node:path');
const { SANDBOX, build } = require('./shared/build.cjs');
const { ROOT } = require('./shared/root.cjs');

async function main() {
	await build(SANDBOX);
	const script = path.join(ROOT, SANDBOX.output, 'main.cjs');
	const child = spawn(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.once('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
