// @ts-check
'use strict';

/*
 * `npm run mutation -- [subjects]`: changes the code of what must not go wrong, one spot at a time, and counts how many of
 * the changes a test notices. The mutation tester is installed on the first run.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { subjects } = require('../bench/mutation/subjects.cjs');
const { installOnce } = require('./install/install-once.cjs');
const { npmCi } = require('./install/npm-ci.cjs');
const { treeState } = require('./install/tree-state.cjs');
const { score, survivors } = require('./mutation/score.cjs');
const { HELP_OPTION, readArgs } = require('./shared/command-line.cjs');
const { readJson } = require('./shared/read-json.cjs');
const { ROOT } = require('./shared/root.cjs');
const { textTable } = require('./shared/text-table.cjs');
const { UserError } = require('./shared/user-error.cjs');

const TESTER = path.join(ROOT, 'bench', 'mutation');
const STRYKER = path.join(TESTER, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const RESULTS = path.join(ROOT, '.run', 'mutation');

const HELP = `npm run mutation -- [subjects] [--workers <number>] [--json <file>] [--survivors]

Changes the code of each subject one spot at a time, and counts how many of the changes a test notices. A subject below
its bound makes the exit code 1. All of them, when none is named:

  ${Object.keys(subjects).join('\n  ')}

  --workers <number>  so many changes are tried at once, 2 as a rule
  --json <file>       also writes {rows: [{id, value, bound, unit, ok}]}
  --survivors         also prints every change that no test noticed`;

const options = /** @type {const} */ ({
	workers: { type: 'string', default: '2' },
	json: { type: 'string' },
	survivors: { type: 'boolean' },
	help: HELP_OPTION,
});

/** @param {string[]} args */
async function main(args) {
	const { values, positionals } = readArgs({ args, allowPositionals: true, options }, HELP);
	if (values.help) return console.log(HELP);
	const chosen = positionals.length > 0 ? positionals : Object.keys(subjects);
	const unknown = chosen.filter((name) => !(name in subjects));
	if (unknown.length > 0) throw new UserError(`There is no subject ${unknown.join(', ')}.\n\n${HELP}`);

	await installTester();
	const rows = [];
	for (const [name, { bound }] of Object.entries(subjects)) {
		if (!chosen.includes(name)) continue;
		console.log(`\n${name}`);
		await stryker(name, ['--concurrency', values.workers]);
		const report = readJson(path.join(RESULTS, `${name}.json`), { files: {} });
		const value = score(report);
		rows.push({ id: `mutation.${name}`, value, bound, unit: '% noticed', ok: value >= bound });
		if (values.survivors) console.log(`\n${survivors(report).join('\n')}`);
	}
	const table = rows.map((row) => [row.ok ? 'ok' : 'MISSED', row.id, row.value.toFixed(1), `at least ${row.bound} %`]);
	console.log(`\n${textTable([['', 'subject', 'noticed', 'bound'], ...table])}`);
	if (values.json) fs.writeFileSync(values.json, `${JSON.stringify({ rows }, null, '\t')}\n`);
	if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

async function installTester() {
	const look = () => treeState(TESTER);
	await installOnce('mutation', look, async ({ wanted }) => {
		console.log('Installing the mutation tester ...');
		await npmCi(TESTER, { name: 'npm ci', wanted, args: ['--ignore-scripts'] });
	});
}

/**
 * @param {string} subject
 * @param {string[]} args
 */
async function stryker(subject, args) {
	const config = path.join('bench', 'mutation', 'stryker.config.cjs');
	const child = spawn(process.execPath, [STRYKER, 'run', config, ...args], {
		cwd: ROOT,
		env: { ...process.env, MUTATION_SUBJECT: subject },
		stdio: 'inherit',
	});
	const stop = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
	const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
	for (const signal of signals) process.on(signal, stop);
	const code = await new Promise((resolve) => child.once('close', resolve));
	for (const signal of signals) process.off(signal, stop);
	if (code !== 0) throw new UserError(`The mutation tester stopped with ${code}.`);
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 2;
});
