// @ts-check
'use strict';

/** @typedef {import('../support/scene.cjs').Page} Page */

const TABS = ['Orders', 'Inventory', 'Rules', 'Appointments', 'Faults', 'Switches', 'Requests'];
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

/**
 * @param {Page} page
 * @param {string} name
 */
async function openTab(page, name) {
	const tab = page.getByRole('navigation').getByRole('link', { name });
	await tab.click();
	await page.locator('nav [aria-current=page]').filter({ hasText: name }).waitFor();
}

/**
 * @param {Page} page
 * @param {string} attribute of what has the focus
 */
const focused = (page, attribute) =>
	page.evaluate((name) => String(document.activeElement?.getAttribute(name)), attribute);

module.exports = { NARROW, TABS, WIDE, focused, openTab };
