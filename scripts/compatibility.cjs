// @ts-check
'use strict';

/* `npm run compatibility -- 1.85.4 2.0.3`: the check of `npm start` in other versions of n8n, each installed on its own. */

const { installVersion, resolveVersion } = require('./compatibility/install.cjs');
const { textTable } = require('./shared/text-table.cjs');
const { HELP_OPTION, exitWith, readArgs } = require('./shared/command-line.cjs');
const { UserError } = require('./shared/user-error.cjs');
const { runCheck } = require('./start/check/run-check.cjs');
const { withRunning } = require('./start/running.cjs');

const HELP = `npm run compatibility -- <version> [<version> ...]

Installs each of these versions of n8n on its own, about 1.3 GB each, and lets the check of npm start run in it.
A version that does not do as expected makes the exit code 1.

  <version>        such as 1.85.4, or a part of one, such as 1.123, or latest
  --help           this text`;

/** @param {string[]} args */
async function main(args) {
	const { values, positionals: wanted } = readArgs(
		{ args, allowPositionals: true, options: { help: HELP_OPTION } },
		HELP,
	);
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	if (wanted.length === 0) throw new UserError(`Which versions of n8n?\n\n${HELP}`);
	// All of them before the first takes its minutes.
	const versions = await Promise.all(wanted.map(resolveVersion));
	/** @type {string[][]} */
	const results = [];
	for (const version of versions) {
		console.log(`\n=== n8n ${version}`);
		results.push([version, (await checkVersion(version)) === 0 ? 'as expected' : 'NOT as expected']);
	}
	console.log(`\n${textTable([['n8n', 'result'], ...results])}`);
	return results.every(([, result]) => result === 'as expected') ? 0 : 1;
}

/**
 * @param {string} version
 * @returns {Promise<number>} exit code
 */
async function checkVersion(version) {
	const host = await installVersion(version);
	const place = { unattended: `compatibility/check-${version}`, reset: true, port: 0, sandboxPort: 0, host };
	return await withRunning(place, async (running) => {
		const list = await runCheck(running);
		const { folder, n8nLog, sandboxLog } = running.state;
		return list.report(folder, [n8nLog, sandboxLog]);
	});
}

exitWith(main(process.argv.slice(2)));
