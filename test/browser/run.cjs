// @ts-check
'use strict';

const { UserError } = require('../../scripts/shared/user-error.cjs');
const { mustBeSeeded } = require('../../scripts/start/running.cjs');
const { checkBuilding } = require('./building.cjs');
const { Checks } = require('./checks.cjs');
const { openChromium } = require('./chromium.cjs');
const { checkConsole } = require('./console.cjs');
const { checkCreator } = require('./creator.cjs');
const { checkCredential } = require('./credential.cjs');
const { checkDarkMode } = require('./dark-mode.cjs');
const { checkErrors } = require('./errors.cjs');
const { checkExample } = require('./example.cjs');
const { checkPanels } = require('./panels.cjs');
const { checkPolling } = require('./polling.cjs');
const { signIn, takePicture } = require('./scene.cjs');
const { checkTool } = require('./tool.cjs');

/** In this order; each on a page of its own. @type {Record<string, (scene: import('./scene.cjs').Scene) => Promise<void>>} */
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
	console: checkConsole,
};

/**
 * @param {string[]} wanted names of parts; none means all
 * @param {boolean} pictures whether docs/images is written
 * @returns {(running: import('./scene.cjs').Running) => Promise<number>} throws UserError for a part that is not there
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
				const picture = async (/** @type {string} */ file) => void (pictures && (await takePicture(page, file)));
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
