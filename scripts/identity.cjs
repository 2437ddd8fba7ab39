// @ts-check
'use strict';

/*
 * `npm run identity -- --repo owner/name --author "Name" --email you@example.com` writes who owns the package into every
 * file that says so. `--check` fails while that is still the placeholder: `npm publish` asks it first.
 */

const { identityOf, isPlaceholder, setIdentity } = require('./identity/identity.cjs');
const { HELP_OPTION, readArgs } = require('./shared/command-line.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

const USAGE = 'npm run identity -- --repo owner/name --author "Your Name" --email you@example.com';

/** @param {string[]} args */
function main(args) {
	const { values } = readArgs(
		{
			args,
			options: {
				repo: { type: 'string' },
				author: { type: 'string' },
				email: { type: 'string' },
				check: { type: 'boolean', default: false },
				help: HELP_OPTION,
			},
		},
		USAGE,
	);
	if (values.help) return console.log(USAGE);
	if (values.check) {
		const identity = identityOf(ROOT);
		if (isPlaceholder(identity)) {
			throw new UserError(`${identity.url} and ${identity.email} are placeholders. Say who you are first:\n  ${USAGE}`);
		}
		return;
	}
	const { repo, author, email } = values;
	if (!repo || !author || !email) throw new UserError(`Repository, author and email are all needed:\n  ${USAGE}`);
	const files = setIdentity(ROOT, { repo, author, email });
	console.log(files.length === 0 ? 'Nothing to change.' : `Changed:\n${files.map((file) => `  ${file}`).join('\n')}`);
}

try {
	main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
