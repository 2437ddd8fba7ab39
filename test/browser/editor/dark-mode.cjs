// @ts-check
'use strict';

const { Editor } = require('../support/editor.cjs');

/**
 * The icon that is drawn for a dark background, on the canvas and in the panel.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkDarkMode({ page, check, n8n, seeded }) {
	const editor = new Editor(page, n8n.url);
	const example = seeded.workflows.find(({ file }) => file.startsWith('1-'));
	for (const [colorScheme, icon] of /** @type {const} */ ([
		['light', 'orderDesk.svg'],
		['dark', 'orderDesk.dark.svg'],
	])) {
		await page.emulateMedia({ colorScheme });
		await editor.open(example?.id);
		await editor.openPanel('Order imported');
		await check(`its icons, ${colorScheme}`, icon, async () => {
			const icons = await page
				.locator('img[src*="n8n-nodes-order-desk"]')
				.evaluateAll((images) => images.map((image) => String(image.getAttribute('src')).replace(/.*\//, '')));
			return [...new Set(icons)].join(', ');
		});
		await editor.closePanel();
	}
}

module.exports = { checkDarkMode };
