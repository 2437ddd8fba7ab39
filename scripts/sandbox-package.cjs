// @ts-check
'use strict';

/*
 * `npm run sandbox:package`: the sandbox as the npm package order-desk-sandbox, in .build/order-desk-sandbox, and packed
 * beside it. With --check it is installed from what was packed, started, and driven by a client in Python; with --container
 * the same client drives it in a container, which takes Docker; with --publish it is published, if its version is new. With
 * --readme only the tables of its README are written anew.
 */

const { parseArgs } = require('node:util');
const { assemble, pack, writeReadme } = require('./sandbox-package/assemble.cjs');
const { checkContainer, checkPacked } = require('./sandbox-package/check.cjs');
const { publishIfNew } = require('./sandbox-package/publish.cjs');
const { SANDBOX, build } = require('./shared/build.cjs');
const { UserError } = require('./shared/user-error.cjs');

async function main() {
	const flag = /** @type {const} */ ({ type: 'boolean', default: false });
	const { values } = parseArgs({ options: { check: flag, container: flag, publish: flag, readme: flag } });
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
