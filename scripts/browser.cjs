// @ts-check
'use strict';

/*
 * `npm run test:browser`: what a person sees in n8n's editor, and in the console of the sandbox, in Chromium.
 * `npm run test:browser -- --pictures` also writes the pictures of docs/images; names of parts, such as `creator`, run
 * only those.
 */

const { parseArgs } = require('node:util');
const { runBrowser } = require('../test/browser/run.cjs');
const { exitWith } = require('./shared/exit-with.cjs');
const { withRunning } = require('./start/running.cjs');

async function main() {
	const { values, positionals } = parseArgs({ allowPositionals: true, options: { pictures: { type: 'boolean' } } });
	const run = runBrowser(positionals, Boolean(values.pictures));
	return await withRunning({ unattended: 'browser', reset: false, port: 0, sandboxPort: 0 }, run);
}

exitWith(main());
