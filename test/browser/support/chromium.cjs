// @ts-check
'use strict';

const fs = require('node:fs');
const { chromium, selectors } = require('playwright-core');
const { UserError } = require('../../../scripts/shared/user-error.cjs');

/** Where Debian, Ubuntu, Fedora, macOS and Windows put Chromium or Chrome. */
const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const SIZE = { width: 1440, height: 900 };
/** No measure: a busy machine is slow. */
const PATIENCE_SECONDS = 120;

/** @returns {Promise<import('playwright-core').BrowserContext>} throws UserError when there is no browser */
async function openChromium() {
	const named = process.env['CHROMIUM'];
	const executablePath = (named ? [named] : PLACES).find((place) => fs.existsSync(place));
	if (!executablePath) {
		const looked = named ? `at ${named}` : 'in the usual places';
		throw new UserError(`There is no Chromium ${looked}. Install it, or set CHROMIUM to its path or that of Chrome.`);
	}
	// n8n's editor marks its elements for tests.
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath,
		// Nothing is loaded from elsewhere.
		args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
		// A run as root, as in a container, has none.
		chromiumSandbox: false,
	});
	const context = await browser.newContext({ viewport: SIZE });
	context.setDefaultTimeout(PATIENCE_SECONDS * 1000);
	return context;
}

module.exports = { PATIENCE_SECONDS, openChromium };
