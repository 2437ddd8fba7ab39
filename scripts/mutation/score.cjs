// @ts-check
'use strict';

/**
 * @typedef {{ status: string, mutatorName: string, replacement?: string, location: { start: { line: number, column: number } } }} Mutant
 * @typedef {{ files: Record<string, { mutants: Mutant[] }> }} Report of the mutation tester, in the common format
 */

/** A change that ends in an endless loop is noticed, too. */
const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

/**
 * @param {Report} report
 * @returns {number} percent of the changes that a test noticed; 0 when there was none to notice
 */
function score(report) {
	const mutants = Object.values(report.files).flatMap(({ mutants }) => mutants);
	const count = (/** @type {string[]} */ states) => mutants.filter(({ status }) => states.includes(status)).length;
	const judged = count(NOTICED) + count(MISSED);
	return judged === 0 ? 0 : (100 * count(NOTICED)) / judged;
}

/**
 * @param {Report} report
 * @returns {string[]} a line for each change that no test noticed
 */
function survivors(report) {
	return Object.entries(report.files).flatMap(([file, { mutants }]) =>
		mutants
			.filter(({ status }) => MISSED.includes(status))
			.map(({ status, mutatorName, replacement = '', location: { start } }) => {
				const text = replacement.replace(/\s+/g, ' ').slice(0, 100);
				return `${file}:${start.line}:${start.column} ${status} ${mutatorName}: ${text}`;
			}),
	);
}

module.exports = { score, survivors };
