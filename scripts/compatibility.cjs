// @ts-check
'use strict';

/*
 * `npm run compatibility -- 1.85.4 2.0.3` installs each of these n8n on its own and lets the check of `npm start` run in
 * it. A version may also be a part of one, such as 1.123, or `latest`.
 */

const { installVersion, resolveVersion } = require('./compatibility/install.cjs');
const { textTable } = require('./shared/text-table.cjs');
const { exitWith } = require('./shared/exit-with.cjs');
const { UserError } = require('./shared/user-error.cjs');
const { runCheck } = require('./start/check/run-check.cjs');
const { withRunning } = require('./start/running.cjs');

/** @param {string[]} wanted */
async function main(wanted) {
	if (wanted.length === 0) throw new UserError('Which versions of n8n? npm run compatibility -- 1.85.4 2.0.3');
	/** @type {string[][]} */
	const results = [];
	for (const asked of wanted) {
		const version = await resolveVersion(asked);
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
