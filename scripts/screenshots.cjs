// @ts-check
'use strict';

/*
 * Takes the pictures of docs/images from a running `npm start`: `node scripts/run.cjs node scripts/screenshots.cjs`.
 * Needs Chromium: /usr/bin/chromium, or the program named by CHROMIUM. JPEG, since `n8n-node build` would copy every
 * .png of the repository into the package.
 */

const fs = require('node:fs');
const path = require('node:path');
const { chromium, selectors } = require('playwright-core');
const { takePanelPictures } = require('./screenshots/panels.cjs');
const { takeEditorPictures, takeSandboxPictures } = require('./screenshots/pictures.cjs');
const { CREDENTIAL, OWNER } = require('./shared/accounts.cjs');
const { N8nClient } = require('./shared/n8n-client.cjs');
const { readJson } = require('./shared/read-json.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

const FOLDER = path.join(ROOT, 'docs', 'images');
const SIZE = { width: 1440, height: 900 };

async function main() {
	const running = readJson(path.join(ROOT, '.run', 'in-use.json'), { url: '', sandboxUrl: '' });
	if (!running.url) throw new UserError('Nothing is running: open another terminal and run npm start there.');
	const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
	if (!fs.existsSync(executablePath)) {
		throw new UserError(`There is no browser at ${executablePath}. Set CHROMIUM to the path of Chromium or Chrome.`);
	}
	const n8n = new N8nClient(running.url);
	await n8n.signIn(OWNER);
	fs.mkdirSync(FOLDER, { recursive: true });

	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath });
	try {
		const page = await browser.newPage({ viewport: SIZE });
		await page.route(
			(url) => url.hostname !== '127.0.0.1',
			(route) => route.abort(),
		);
		/** @param {string} name */
		const picture = async (name) => {
			const file = path.join(FOLDER, `${name}.jpg`);
			await page.screenshot({ path: file, type: 'jpeg', quality: 85 });
			console.log(path.relative(ROOT, file));
		};
		await takeEditorPictures({ page, picture, n8n });
		const credential = (await n8n.credentials()).find(({ name }) => name === CREDENTIAL.name);
		if (!credential) throw new UserError(`The credential '${CREDENTIAL.name}' is gone: npm start makes it again.`);
		await takePanelPictures({ page, picture, n8n }, { id: credential.id, name: credential.name });
		await takeSandboxPictures({ page, picture, sandboxUrl: running.sandboxUrl });
	} finally {
		await browser.close();
	}
}

main().catch((error) => {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
});
