// @ts-check
'use strict';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page */
async function canvasIsDrawn(page) {
	await page.getByTestId('canvas-node').first().waitFor();
	await page.waitForTimeout(1500);
	// "Production checklist" would cover half the canvas.
	const checklist = page.getByTestId('suggested-actions-close');
	if (await checklist.isVisible()) await checklist.click();
	await page.keyboard.press('1'); // n8n's shortcut: zoom to fit
	await page.waitForTimeout(1500);
}

/**
 * @param {Page} page
 * @param {string} node
 * @param {(name: string) => Promise<void>} picture
 * @param {string} name
 * @param {() => Promise<void>} [prepare] what to do in the open panel before the picture
 */
async function nodePanel(page, node, picture, name, prepare = async () => {}) {
	await page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`).dblclick();
	await page.getByTestId('ndv').first().waitFor();
	await page.waitForTimeout(1500);
	await prepare();
	await page.waitForTimeout(500);
	await picture(name);
	await page.keyboard.press('Escape');
	await page.waitForTimeout(500);
}

module.exports = { canvasIsDrawn, nodePanel };
