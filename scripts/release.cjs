// @ts-check
'use strict';

/* `npm run release -- 0.2.0`: a new version on its way to npm. */

const { identityOf, isPlaceholder } = require('./identity/identity.cjs');
const { commands, packed, problemsOf, problemsOfTag } = require('./release/release.cjs');
const { PACKAGE, build, runOrExplain } = require('./shared/build.cjs');
const { HELP_OPTION, readArgs } = require('./shared/command-line.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

const USAGE = `npm run release -- 0.2.0 [--dry-run]

Sets the version, commits, tags and pushes; the workflow that the tag starts publishes it.

  --dry-run        only tells what it would do
  --tagged <tag>   for that workflow: fails unless this tag is fit to be published
  --help           this text`;

/** @param {string[]} args */
async function main(args) {
	const options = /** @type {const} */ ({
		'dry-run': { type: 'boolean', default: false },
		tagged: { type: 'string' },
		help: HELP_OPTION,
	});
	const { values, positionals } = readArgs({ args, allowPositionals: true, options }, USAGE);
	if (values.help) return console.log(USAGE);
	const identity = isPlaceholder(identityOf(ROOT))
		? ['the identity is still the placeholder; set it with npm run identity']
		: [];
	if (values.tagged !== undefined) {
		refuse([...identity, ...problemsOfTag(ROOT, values.tagged)]);
		return;
	}
	const [version = '', ...more] = positionals;
	if (!/^\d+\.\d+\.\d+$/.test(version) || more.length > 0) throw new UserError(`Which version?\n\n${USAGE}`);
	refuse([...identity, ...problemsOf(ROOT, version)]);
	await build(PACKAGE);
	console.log(`In the package: ${packed(ROOT)}`);
	for (const command of commands(ROOT, version)) {
		console.log(`${values['dry-run'] ? 'Would run' : 'Running'}: ${command.join(' ')}`);
		if (!values['dry-run']) await runOrExplain(command.join(' '), String(command[0]), command.slice(1));
	}
}

/** @param {string[]} problems */
function refuse(problems) {
	if (problems.length === 0) return;
	throw new UserError(`This cannot be released:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error instanceof UserError ? error.message : error);
	process.exitCode = 1;
});
