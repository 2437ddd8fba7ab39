// @ts-check
'use strict';

/* `npm run test:browser`: what a person sees in n8n's editor, and in the console of the sandbox, in Chromium. */

const { runBrowser } = require('../test/browser/run.cjs');
const { HELP_OPTION, exitWith, readArgs } = require('./shared/command-line.cjs');
const { withRunning } = require('./start/running.cjs');

const HELP = `npm run test:browser -- [parts] [options]

Tries the nodes in the editor of a real n8n, and the console of the sandbox, in Chromium. Names of parts, such as
creator, run only those; CHROMIUM names the browser where it is not found.

  --pictures       also writes the pictures of docs/images and docs/images/examples
  --help           this text`;

async function main() {
	const options = /** @type {const} */ ({ pictures: { type: 'boolean' }, help: HELP_OPTION });
	const { values, positionals } = readArgs({ allowPositionals: true, options }, HELP);
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const run = runBrowser(positionals, Boolean(values.pictures));
	return await withRunning({ unattended: 'browser', reset: false, port: 0, sandboxPort: 0 }, run);
}

exitWith(main());
