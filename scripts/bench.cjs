// @ts-check
'use strict';

/* `npm run bench -- [options]`: the measurements of bench/, in a process of their own. */

const { spawn } = require('node:child_process');
const path = require('node:path');
const { InstallFailure, npmCi } = require('./install/npm-ci.cjs');
const { treeState } = require('./install/tree-state.cjs');
const { PACKAGE, BENCH, build } = require('./shared/build.cjs');
const { ROOT } = require('./shared/root.cjs');

/** What others use, for comparison. It has a manifest of its own, so that nothing else needs it. */
const PEERS = path.join(ROOT, 'bench', 'peers');

async function main() {
	await installPeers();
	await build(PACKAGE);
	await build(BENCH);
	const script = path.join(ROOT, BENCH.output, 'main.cjs');
	const flags = [
		// Memory is measured between two garbage collections.
		'--expose-gc',
		// Where processor time is measured, a round has many small collections then, and not two or three large ones by chance.
		'--max-semi-space-size=4',
		'--single-threaded-gc',
		// About n8n's own batching, see bench/rivals.
		'--disable-warning=PromiseRejectionHandledWarning',
	];
	const child = spawn(process.execPath, [...flags, script, ...process.argv.slice(2)], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.once('exit', (code) => process.exit(code ?? 1));
}

/** Without a registry the others are left out, and the table says so. */
async function installPeers() {
	const state = treeState(PEERS);
	if (state.installed) return;
	console.log('Installing what the connector is compared with, about 20 MB on the disk ...');
	try {
		await npmCi(PEERS, { name: 'The packages in bench/peers', wanted: state.wanted, args: ['--ignore-scripts'] });
	} catch (error) {
		if (!(error instanceof InstallFailure)) throw error;
		console.log(error.message);
	}
}

main().catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
