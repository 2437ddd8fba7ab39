// @ts-check
'use strict';

/*
 * `npm test` runs every step of test/steps.cjs, `npm test -- lint types` only those groups. A failing step doesn't stop
 * the others: one run tells everything that is wrong. The last line is `N passed, N failed`.
 */

const { ROOT } = require('./shared/root.cjs');
const { textTable } = require('./shared/text-table.cjs');
const { runStep } = require('./test/run-step.cjs');
const { STEPS } = require('./test/steps.cjs');

/** @param {string[]} wanted */
async function main(wanted) {
	const groups = [...new Set(STEPS.map(({ group }) => group))];
	const unknown = wanted.filter((group) => !groups.includes(group));
	if (unknown.length > 0) {
		console.error(`There is no test group "${unknown.join('", "')}". Groups: ${groups.join(', ')}.`);
		process.exitCode = 1;
		return;
	}
	let interrupted = false;
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));

	const results = [];
	for (const step of STEPS.filter(({ group }) => wanted.length === 0 || wanted.includes(group))) {
		console.log(`\n=== ${step.name}`);
		results.push(await runStep(ROOT, step));
		if (interrupted) break;
	}
	printResults(results);
	if (interrupted) console.log('Interrupted: not everything was run.');
	process.exitCode = interrupted || results.some(({ ok }) => !ok) ? 1 : 0;
}

/** @param {import('./test/run-step.cjs').Result[]} results */
function printResults(results) {
	const rows = results.map(({ name, ok, seconds, counts, remark }) => [
		name,
		ok ? 'passed' : 'FAILED',
		`${seconds.toFixed(1)} s`.padStart(8),
		String(counts.passed).padStart(6),
		String(counts.failed).padStart(6),
		remark,
	]);
	console.log(`\n${textTable([['step', 'result', '    time', 'passed', 'failed', ''], ...rows])}\n`);
	const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, { counts }) => total + counts[key], 0);
	console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
