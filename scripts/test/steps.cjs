// @ts-check
'use strict';

const { countCheckRows, countJestTests } = require('./counts.cjs');

/**
 * @typedef {{ passed: number, failed: number }} Counts
 * @typedef {object} Step
 * @property {string} group the name for `npm test -- <group>`
 * @property {string} name
 * @property {string[]} command a program of node_modules/.bin (or `node`) and its arguments
 * @property {number} minutes the step is stopped after this long
 * @property {string} [report] a file the command writes, removed beforehand
 * @property {(report: unknown) => Counts} [count] reads that file; without it the step itself counts as one
 */

/** Everything that runs through `api/`, and no measure of its speed, which counting the branches would spoil. */
const COVERED = ['test/api/', 'test/engine/', 'test/faults/'];

/** Everything `npm test` does, in this order. @type {Step[]} */
const STEPS = [
	{ group: 'lint', name: 'lint: the package, as n8n judges it', command: ['n8n-node', 'lint'], minutes: 15 },
	{
		group: 'lint',
		name: 'lint: tests, sandbox, scripts',
		command: ['eslint', '--config', 'eslint.tools.config.mjs', '--max-warnings=0', '.'],
		minutes: 15,
	},
	{ group: 'lint', name: 'format', command: ['prettier', '--check', '.'], minutes: 15 },
	typesOf('the package', 'tsconfig.json'),
	typesOf('tests', 'test/tsconfig.json'),
	typesOf('sandbox', 'sandbox/tsconfig.json'),
	typesOf('benchmarks', 'bench/tsconfig.json'),
	typesOf('scripts', 'scripts/tsconfig.json'),
	{ group: 'build', name: 'build', command: ['gulp', 'build'], minutes: 10 },
	jest('tests of api/, which try every branch of it', 'api', ['--coverage', ...COVERED]),
	jest('all other tests', 'others', ['--testPathIgnorePatterns', ...COVERED, '--']),
	{
		group: 'sandbox',
		name: 'the sandbox as it is published, with a client in Python',
		command: ['node', 'scripts/sandbox-package.cjs', '--check'],
		minutes: 10,
	},
	{
		group: 'check',
		name: 'real n8n: npm start -- --check',
		command: ['node', 'scripts/start.cjs', '--check'],
		// On a fresh clone n8n is downloaded: 1 to 3 minutes on 2 cores.
		minutes: 60,
		report: '.run/check/result.json',
		count: countCheckRows,
	},
	{
		group: 'queue',
		name: 'real n8n in queue mode: npm run test:queue',
		command: ['node', 'scripts/queue.cjs'],
		minutes: 60,
		report: '.run/queue/result.json',
		count: countCheckRows,
	},
	{
		group: 'browser',
		name: 'real n8n in Chromium: npm run test:browser',
		command: ['node', 'scripts/browser.cjs'],
		minutes: 60,
		report: '.run/browser/result.json',
		count: countCheckRows,
	},
];

/**
 * @param {string} name
 * @param {string} project
 * @returns {Step}
 */
function typesOf(name, project) {
	return { group: 'types', name: `types: ${name}`, command: ['tsc', '-p', project, '--noEmit'], minutes: 15 };
}

/**
 * @param {string} name
 * @param {string} part names the report
 * @param {string[]} which
 * @returns {Step}
 */
function jest(name, part, which) {
	const report = `.run/test/jest-${part}.json`;
	const command = ['jest', '--json', `--outputFile=${report}`, ...which];
	return { group: 'jest', name, command, minutes: 30, report, count: countJestTests };
}

module.exports = { STEPS };
