// @ts-check
'use strict';

/*
 * `npm run docs` writes the documents that are made of the package itself, docs/operations.md and docs/errors.md.
 * `npm run docs -- --check` only tells whether they are up to date.
 */

const fs = require('node:fs');
const path = require('node:path');
const { areasOf, errorsDocument } = require('./errors-document.cjs');
const { operationsDocument, sourcesOf } = require('./operations-document.cjs');
const { PACKAGE, build } = require('./shared/build.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

/** @param {string} module of the built package */
const load = (module) => require(path.join(ROOT, PACKAGE.output, `${module}.js`));

/** The texts of the documents, by their paths. @type {() => Record<string, string>} */
const documents = () => ({
	[path.join('docs', 'operations.md')]: operationsDocument(sourcesOf(load)),
	[path.join('docs', 'errors.md')]: errorsDocument(areasOf(load)),
});

/** @param {string[]} args */
async function main(args) {
	const check = args.includes('--check');
	const unknown = args.filter((arg) => arg !== '--check');
	if (unknown.length > 0) throw new UserError(`There is no option ${unknown.join(' ')}. The only one is --check.`);
	await build(PACKAGE);
	for (const [name, text] of Object.entries(documents())) {
		const file = path.join(ROOT, name);
		const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
		if (text !== before && check) throw new UserError(`${name} is not up to date: run npm run docs.`);
		if (text !== before) fs.writeFileSync(file, text);
		console.log(`${name} is ${text === before ? 'up to date' : 'written'}.`);
	}
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
});
