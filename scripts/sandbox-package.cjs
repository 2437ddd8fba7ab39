// @ts-check
'use strict';

/* `npm run sandbox:package`: the sandbox as an npm package of its own. */

const { assemble, pack, writeReadme } = require('./sandbox-package/assemble.cjs');
const { checkContainer, checkPacked } = require('./sandbox-package/check.cjs');
const { publishIfNew } = require('./sandbox-package/publish.cjs');
const { SANDBOX, build } = require('./shared/build.cjs');
const { HELP_OPTION, readArgs } = require('./shared/command-line.cjs');
const { UserError } = require('./shared/user-error.cjs');

const HELP = `npm run sandbox:package -- [options]

Makes the npm package order-desk-sandbox in .build/order-desk-sandbox, and packs it beside it.

  --check          installs what was packed, starts it, and lets a client in Python go through it
  --container      lets the same client go through it in a container; DOCKER names another program than docker
  --publish        publishes it, if its version is new
  --readme         only writes the tables of its README anew
  --help           this text`;

async function main() {
	const flag = /** @type {const} */ ({ type: 'boolean', default: false });
	const options = { check: flag, container: flag, publish: flag, readme: flag, help: HELP_OPTION };
	const { values } = readArgs({ options }, HELP);
	if (values.help) return console.log(HELP);
	await build(SANDBOX);
	if (values.readme) return writeReadme();
	const folder = await assemble();
	const tarball = await pack();
	console.log(tarball);
	if (values.check) await checkPacked(tarball);
	if (values.container) await checkContainer(folder);
	if (values.publish) console.log(publishIfNew(folder));
}

main().catch((error) => {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
});
