// @ts-check
'use strict';

/*
 * `npm run test:queue`: n8n in queue mode as users run it, with main process, workers, webhook processors, Redis and
 * PostgreSQL, all on this machine. A judge compares what the store has committed with what n8n has recorded.
 */

const { installN8n } = require('./install/n8n.cjs');
const { InstallFailure } = require('./install/npm-ci.cjs');
const { UserError } = require('./shared/user-error.cjs');
const { stopEverything } = require('./start/background-process.cjs');
const { Checklist } = require('./start/check/checklist.cjs');
const { checkTable } = require('./start/check/run-check.cjs');
const { stopRequested } = require('./start/stop-signals.cjs');
const { stream } = require('./queue/scenarios/stream.cjs');
const { startWorld } = require('./queue/world.cjs');

async function main() {
	const interrupted = stopRequested();
	const list = new Checklist();
	await installN8n();
	/** @type {Awaited<ReturnType<typeof startWorld>> | undefined} */
	let world;
	const work = async () => {
		world = await startWorld('stream');
		await stream(world, list);
		return list.rows.every(({ ok }) => ok) ? 0 : 1;
	};
	try {
		return await Promise.race([work(), interrupted.then(() => 1)]);
	} finally {
		await stopEverything();
		await world?.forget();
		console.log(`\n${checkTable(list.rows)}`);
	}
}

main().then(
	(code) => process.exit(code),
	(error) => {
		const expected = error instanceof UserError || error instanceof InstallFailure;
		console.error(`\n${expected ? error.message : error.stack}`);
		process.exit(1);
	},
);
