// @ts-check
'use strict';

/*
 * `npm run sandbox:package`: the sandbox as the npm package order-desk-sandbox, in .build/order-desk-sandbox, and packed
 * beside it. With --check it is installed from what was packed, started, and driven by a client in Python; with --readme
 * only the tables of its README are written anew.
 */

const { parseArgs } = require('node:util');
const { assemble, pack, writeReadme } = require('./sandbox-package/assemble.cjs');
const { checkPacked } = require('./sandbox-package/check.cjs');
const { SANDBOX, build } = require('./shared/build.cjs');
const { UserError } = require('./shared/user-error.cjs');

async function main() {
	const { values } = parseArgs({ options: { check: { type: 'boolean' }, readme: { type: 'boolean' } } });
	await build(SANDBOX);
	if (values.readme) return writeReadme();
	await assemble();
	const tarball = await pack();
	console.log(tarball);
	if (values.check) await checkPacked(tarball);
}

main().catch((error) => {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
});
