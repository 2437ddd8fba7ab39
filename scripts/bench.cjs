// @ts-check
'use strict';

/* `npm run bench -- [options]`: the measurements of bench/, in a process of their own. */

const { spawn } = require('node:child_process');
const path = require('node:path');
const { PACKAGE, BENCH, build } = require('./start/build.cjs');
const { ROOT } = require('./start/state-folder.cjs');

async function main() {
	await build(PACKAGE);
	await build(BENCH);
	const script = path.join(ROOT, BENCH.output, 'main.cjs');
	// Memory is measured between two garbage collections.
	const child = spawn(process.execPath, ['--expose-gc', script, ...process.argv.slice(2)], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.once('exit', (code) => process.exit(code ?? 1));
}

main().catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
