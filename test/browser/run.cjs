// @ts-check
'use strict';

const { UserError } = require('../../scripts/shared/user-error.cjs');
const { mustBeSeeded } = require('../../scripts/start/running.cjs');
const { checkBuilding } = require('./editor/building.cjs');
const { Checks } = require('./support/checks.cjs');
const { openChromium } = require('./support/chromium.cjs');
const { checkConsole } = require('./console/console.cjs');
const { checkCreator } = require('./editor/creator.cjs');
const { checkCredential } = require('./editor/credential.cjs');
const { checkDarkMode } = require('./editor/dark-mode.cjs');
const { checkErrors } = require('./editor/errors.cjs');
const { checkExample } = require('./editor/example.cjs');
const { checkGallery } = require('./editor/gallery.cjs');
const { checkPanels } = require('./editor/panels.cjs');
const { checkPolling } = require('./editor/polling.cjs');
const { signIn, takePicture } = require('./support/scene.cjs');
const { checkStores } = require('./editor/stores.cjs');
const { checkTool } = require('./editor/tool.cjs');

/** In this order; each on a page of its own. @type {Record<string, (scene: import('./support/scene.cjs').Scene) => Promise<void>>} */
const PARTS = {
	creator: checkCreator,
	credential: checkCredential,
	panels: checkPanels,
	tool: checkTool,
	'dark-mode': checkDarkMode,
	example: checkExample,
	errors: checkErrors,
	polling: checkPolling,
	building: checkBuilding,
	stores: checkStores,
	// n8n would choose the credential of several stores, which it saves, for the nodes that are added after it.
	gallery: checkGallery,
	console: checkConsole,
};

/**
 * @param {string[]} wanted names of parts; none means all
 * @param {boolean} pictures whether docs/images is written
 * @returns {(running: import('./support/scene.cjs').Running) => Promise<number>} throws UserError for a part that is not there
 */
function runBrowser(wanted, pictures) {
	const unknown = wanted.filter((name) => !(name in PARTS));
	if (unknown.length > 0) {
		throw new UserError(`There is no part "${unknown.join('", "')}". Parts: ${Object.keys(PARTS).join(', ')}.`);
	}
	return async (running) => {
		const { n8n, sandbox, state } = running;
		const seeded = mustBeSeeded(running);
		const checks = new Checks(state.folder);
		const context = await openChromium();
		try {
			await signIn(await context.newPage(), n8n.url);
			for (const [name, part] of Object.entries(PARTS)) {
				if (wanted.length > 0 && !wanted.includes(name)) continue;
				const page = await context.newPage();
				/** @type {import('./support/scene.cjs').Scene['picture']} */
				const picture = async (file, area) => void (pictures && (await takePicture(page, file, area)));
				await checks.part(name, page, (check) => part({ page, check, n8n, sandbox, seeded, picture }));
				await page.close();
			}
		} finally {
			await context.browser()?.close();
		}
		return checks.report([state.n8nLog, state.sandboxLog]);
	};
}

module.exports = { runBrowser };
