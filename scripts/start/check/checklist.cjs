// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

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
		console.log(`  ${ok ? 'ok    ' : 'FAILED'}  ${what}`);
		return ok;
	}
}

module.exports = { Checklist };
