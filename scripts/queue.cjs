// @ts-check
'use strict';

/*
 * `npm run test:queue`: n8n in queue mode as users run it, with main process, workers, webhook processors, Redis and
 * PostgreSQL, all on this machine. A judge compares what the store has committed with what n8n has recorded.
 */

const path = require('node:path');
const { installN8n } = require('./install/n8n.cjs');
const { HELP, readOptions } = require('./queue/options.cjs');
const { Ledger } = require('./queue/servers/ledger.cjs');
const { FOLDER, startWorld } = require('./queue/world.cjs');
const { Checklist } = require('./shared/checklist.cjs');
const { exitWith } = require('./shared/command-line.cjs');
const { stopEverything } = require('./start/background-process.cjs');
const { stopRequested } = require('./start/stop-signals.cjs');

const ledger = new Ledger(path.join(FOLDER, 'servers.json'));

/** @param {string[]} args */
async function main(args) {
	const { help, scenarios } = readOptions(args);
	if (help) {
		console.log(HELP);
		return 0;
	}
	// What a run that was killed has left.
	await ledger.clear();
	const interrupted = stopRequested();
	const list = new Checklist();
	const isDone = await Promise.race([runAll(scenarios, list), interrupted.then(() => false)]);
	await tidyUp();
	const code = list.report(FOLDER, [FOLDER]);
	return isDone ? code : 1;
}

/**
 * @param {import('./queue/scenarios.cjs').Scenario[]} scenarios
 * @param {Checklist} list
 */
async function runAll(scenarios, list) {
	await installN8n();
	for (const scenario of scenarios) {
		const { id, title, run } = scenario;
		const startedAt = Date.now();
		console.log(`\n${title}`);
		try {
			const world = await startWorld(id, ledger, scenario);
			await run(world, list).finally(world.leave);
		} finally {
			await tidyUp();
		}
		console.log(`  ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
	}
	return true;
}

/** Also after a run that was interrupted in the middle. */
async function tidyUp() {
	await stopEverything();
	await ledger.clear();
}

exitWith(main(process.argv.slice(2)).finally(tidyUp));
