// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { stripVTControlCharacters } = require('node:util');
const { Checklist } = require('../../../scripts/shared/checklist.cjs');
const { ROOT } = require('../../../scripts/shared/root.cjs');
const { PATIENCE_SECONDS } = require('./chromium.cjs');

/** @typedef {import('playwright-core').Page} Page */

/** What is seen in the browser. Where it is not as expected, a picture of the page is kept. */
class Checks {
	#list = new Checklist();

	/**
	 * @param {string} folder for the pictures of what failed
	 */
	constructor(folder) {
		this.folder = folder;
	}

	/**
	 * Goes through one part on a page of its own; where it cannot go on, the other parts still do.
	 *
	 * @param {string} name
	 * @param {Page} page
	 * @param {(check: Check) => Promise<void>} part
	 */
	async part(name, page, part) {
		console.log(`\n${name}`);
		/** @type {Check} */
		const check = async (what, expected, look, seconds = PATIENCE_SECONDS) => {
			const ok = await this.#list.row(`${name}: ${what}`, expected, look, seconds);
			if (!ok) await this.#keep(page);
		};
		try {
			await part(check);
		} catch (error) {
			// Playwright adds what it has tried, for a terminal that shows colours.
			const [why = '', , tried = ''] = stripVTControlCharacters(String(error)).split('\n');
			await check('goes through', 'to its end', () => `${why} ${tried}`.trim(), 0);
		}
	}

	/** @param {Page} page */
	async #keep(page) {
		const file = path.join(this.folder, `failed-${this.#list.rows.length}.png`);
		fs.mkdirSync(this.folder, { recursive: true });
		await page.screenshot({ path: file }).then(
			() => console.log(`          see ${path.relative(ROOT, file)}`),
			(error) => console.log(`          and no picture could be taken: ${error.message}`),
		);
	}

	/**
	 * @param {string[]} logs
	 * @returns {number} exit code
	 */
	report(logs) {
		return this.#list.report(this.folder, logs);
	}
}

/**
 * Looks until it is as expected.
 *
 * @typedef {(what: string, expected: string, look: () => Promise<string> | string, seconds?: number) => Promise<void>} Check
 */

module.exports = { Checks };
