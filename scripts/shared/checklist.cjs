// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { textTable } = require('./text-table.cjs');

/** @typedef {{ what: string, expected: string, seen: string, ok: boolean }} Row */

/** Rows of "expected" and "seen". A failing row doesn't stop the others, so that one run shows everything. */
class Checklist {
	/** @type {Row[]} */
	rows = [];

	/**
	 * @param {string} what
	 * @param {string} expected
	 * @param {() => Promise<string> | string} look tells what there is now
	 * @param {number} [seconds] keeps looking for this long until it is as expected
	 * @returns {Promise<boolean>} whether it is
	 */
	async row(what, expected, look, seconds = 0) {
		const deadline = Date.now() + seconds * 1000;
		let seen = '';
		for (;;) {
			try {
				seen = await look();
			} catch (error) {
				seen = error instanceof Error ? error.message : String(error);
			}
			if (seen === expected || Date.now() > deadline) break;
			await sleep(200);
		}
		const ok = seen === expected;
		this.rows.push({ what, expected, seen, ok });
		console.log(ok ? `  ok      ${what}` : `  FAILED  ${what}: ${seen.slice(0, 300)}`);
		return ok;
	}

	/**
	 * Prints all rows, and writes them to `result.json` for `npm test` to count.
	 *
	 * @param {string} folder
	 * @param {string[]} logs to look into when something is not as expected
	 * @returns {number} exit code
	 */
	report(folder, logs) {
		fs.writeFileSync(path.join(folder, 'result.json'), JSON.stringify({ rows: this.rows }, null, 2));
		const cells = this.rows.map(({ what, expected, seen, ok }) => [ok ? 'ok' : 'FAILED', what, expected, seen]);
		const failed = this.rows.filter(({ ok }) => !ok).length;
		console.log(`\n${textTable([['', 'what', 'expected', 'seen'], ...cells])}`);
		console.log(`\n  ${this.rows.length - failed} as expected, ${failed} not.`);
		if (failed > 0) console.log(`  Logs: ${logs.join(', ')}`);
		return failed === 0 ? 0 : 1;
	}
}

module.exports = { Checklist };
