// @ts-check
'use strict';

const fs = require('node:fs');
const { NARROW, TABS, WIDE, openTab } = require('./page.cjs');

/**
 * @typedef {import('../support/scene.cjs').Page} Page
 * @typedef {import('../support/scene.cjs').Scene} Scene
 */

/**
 * Every tab as it is now, in all its looks.
 *
 * @param {Pick<Scene, 'page' | 'check'>} scene
 */
async function checkAccessibility({ page, check }) {
	await page.addScriptTag({ content: fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8') });
	const wide = /** @type {string[]} */ ([]);
	for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
		await page.emulateMedia({ colorScheme });
		for (const size of [WIDE, NARROW]) {
			await page.setViewportSize(size);
			const found = /** @type {string[]} */ ([]);
			for (const tab of TABS) {
				await openTab(page, tab);
				found.push(...(await violations(page)).map((violation) => `${tab}: ${violation}`));
				if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(tab);
			}
			await check(`axe finds nothing, ${colorScheme}, ${size.width} px`, '', () => found.join('; '));
		}
	}
	await check('nothing is wider than the window', '', () => wide.join(', '));
	await page.emulateMedia({ colorScheme: null });
	await page.setViewportSize(WIDE);
}

/** @param {Pick<Scene, 'page' | 'check'>} scene where the accessibility was checked */
async function checkAxe({ page, check }) {
	await page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));
	await check('axe finds a picture without a text: a negative control', 'image-alt', async () =>
		(await violations(page)).join(', '),
	);
}

/**
 * @param {Page} page
 * @returns {Promise<string[]>} the rules that the page breaks
 */
const violations = (page) =>
	page.evaluate(async () => {
		const { axe } = /** @type {Window & { axe?: { run: () => Promise<{ violations: { id: string }[] }> } }} */ (window);
		return ((await axe?.run())?.violations ?? [{ id: 'axe is not there' }]).map(({ id }) => id);
	});

module.exports = { checkAccessibility, checkAxe };
