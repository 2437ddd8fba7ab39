// @ts-check
'use strict';

/* `npm run bench -- [options]`: the measurements of bench/, in a process of their own. */

const { spawn } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { installOnce } = require('./install/install-once.cjs');
const { InstallFailure, npmCi } = require('./install/npm-ci.cjs');
const { treeState } = require('./install/tree-state.cjs');
const { PACKAGE, BENCH, build } = require('./shared/build.cjs');
const { ROOT } = require('./shared/root.cjs');

const HELP = `npm run bench -- [options]

Measures the connector, beside other solutions where they can run here, two sections at a time, and prints the figures
of each section when it is done; a line a minute tells what is under way. All of it takes just under half an hour of two
cores. A row that misses its bound makes the exit code 1.

  --json <file>   also writes {seed, scale, sections, rows: [{id, value, bound, relation, unit, ok}]}; rows of other
                  solutions carry their name as rival
  --only <ids>    only these sections, comma-separated
  --resume        goes on with the run that was stopped: the sections it has finished are not measured again
  --seed <n>      added to every seed: 0 (when left out) repeats the documented run, any other number is a fresh one
  --scale <n>     share of the full number of rounds (1); bounds that need all rounds may be missed below that
  --help          this text`;

/** What others use, for comparison. It has a manifest of its own, so that nothing else needs it. */
const PEERS = path.join(ROOT, 'bench', 'peers');
/** The sections that compare. */
const COMPARING = ['requests', 'rivals'];

/** @param {string[]} args */
async function main(args) {
	// What else there is, and what is wrong with it, bench/options.cts tells.
	const options = /** @type {const} */ ({ help: { type: 'boolean', short: 'h' }, only: { type: 'string' } });
	const { help, only } = parseArgs({ args, options, strict: false }).values;
	if (help) return console.log(HELP);
	if (typeof only !== 'string' || COMPARING.some((id) => only.includes(id))) await installPeers();
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
	const child = spawn(process.execPath, [...flags, script, ...args], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	child.once('exit', (code) => process.exit(code ?? 1));
}

/** Without a registry the others are left out, and the table says so. */
async function installPeers() {
	const look = () => treeState(PEERS);
	try {
		await installOnce('peers', look, async ({ wanted }) => {
			console.log('Installing what the connector is compared with, about 20 MB on the disk ...');
			await npmCi(PEERS, { name: 'The packages in bench/peers', wanted, args: ['--ignore-scripts'] });
		});
	} catch (error) {
		if (!(error instanceof InstallFailure)) throw error;
		console.log(error.message);
	}
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
