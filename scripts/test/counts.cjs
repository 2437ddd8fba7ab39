// @ts-check
'use strict';

/** @typedef {import('./steps.cjs').Counts} Counts */

/**
 * @param {unknown} report what `jest --json` writes
 * @returns {Counts} a test file that could not even be loaded counts as one failure
 */
function countJestTests(report) {
	const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } =
		/** @type {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} */ (report);
	return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

/**
 * @param {unknown} report what `start.cjs --check` writes
 * @returns {Counts}
 */
function countCheckRows(report) {
	const { rows } = /** @type {{ rows: { ok: boolean }[] }} */ (report);
	const passed = rows.filter(({ ok }) => ok).length;
	return { passed, failed: rows.length - passed };
}

module.exports = { countCheckRows, countJestTests };
