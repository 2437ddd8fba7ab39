// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { OWN_HOST, scriptIn } = require('../install/n8n.cjs');
const { installOnce } = require('../install/install-once.cjs');
const { npmCommand } = require('../install/npm-command.cjs');
const { InstallFailure, runNpm } = require('../install/npm-ci.cjs');
const { explainNpmFailure } = require('../install/npm-failure.cjs');
const { showProgress } = require('../install/progress.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');
const { UserError } = require('../shared/user-error.cjs');
const { isAtLeast } = require('../shared/is-at-least.cjs');
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');
const { buildSqlite } = require('./sqlite.cjs');

/** Installed versions are kept: each takes 1.2 GB or more, and minutes. */
const FOLDER = path.join(ROOT, '.run', 'compatibility');

/**
 * What a version needs beside n8n itself. Their own ranges let in what came later and breaks them, or name a host other
 * than the registry. The first row that the version has reached holds.
 *
 * @type {{ from: string, node?: string, overrides: Record<string, string> }[]}
 */
const NEEDS = [
	{ from: '2.41', overrides: { '@langchain/langgraph': '1.2.8', linkedom: '0.18.12', 'msgpackr-extract': '3.0.4' } },
	{
		from: '1.123',
		overrides: {
			'@langchain/langgraph': '1.0.2',
			'@langchain/langgraph-checkpoint': '1.0.0',
			linkedom: '0.18.12',
			'msgpackr-extract': '3.0.4',
			xlsx: '0.18.5',
		},
	},
	// Refuses Node 24.
	{ from: '0', node: '22.23.3', overrides: { xlsx: '0.18.5' } },
];

/**
 * @param {string} asked a version, a part of one, or a tag
 * @returns {Promise<string>} throws UserError when there is no such version
 */
async function resolveVersion(asked) {
	if (/^\d+\.\d+\.\d+$/.test(asked)) return asked;
	if (!/^(\d+(\.\d+)?|[a-z]+)$/.test(asked)) throw new UserError(`"${asked}" is no version of n8n, such as 2.0.3.`);
	const published = await publishedAs(asked);
	const found = published === '' ? [] : [JSON.parse(published)].flat();
	const released = found.filter((version) => /^\d+\.\d+\.\d+$/.test(version));
	const newest = released.sort((one, other) => (isAtLeast(one, other) ? 1 : -1)).at(-1);
	if (!newest) throw new UserError(`There is no n8n ${asked}.`);
	return newest;
}

/**
 * @param {string} asked
 * @returns {Promise<string>} what the registry says, in JSON; '' when there is none
 */
async function publishedAs(asked) {
	const [npm = '', ...args] = npmCommand();
	try {
		const { stdout } = await promisify(execFile)(npm, [...args, 'view', `n8n@${asked}`, 'version', '--json']);
		return stdout.trim();
	} catch (error) {
		const { stderr = '' } = /** @type {{ stderr?: string }} */ (error);
		if (/\bE404\b/.test(stderr)) return '';
		throw new InstallFailure([`n8n ${asked} was not looked up.`, ...explainNpmFailure(stderr, ROOT)].join('\n'));
	}
}

/**
 * @param {string} version
 * @returns {Promise<import('../install/n8n.cjs').Host>} throws InstallFailure
 */
async function installVersion(version) {
	const folder = path.join(FOLDER, version);
	const { node, overrides } = NEEDS.find(({ from }) => isAtLeast(version, from)) ?? { overrides: {} };
	const manifest = { private: true, dependencies: { n8n: version, ...(node && { node }) }, overrides };
	const record = path.join(folder, 'installed.json');
	const look = () => ({ installed: JSON.stringify(readJson(record, {})) === JSON.stringify(manifest) });
	await installOnce(`n8n-${version}`, look, async () => {
		await install(folder, manifest, version);
		fs.writeFileSync(record, JSON.stringify(manifest));
	});
	return {
		version,
		script: scriptIn(folder),
		node: node ? path.join(folder, 'node_modules', 'node', 'bin', 'node') : process.execPath,
		settings: {
			// Modules that an older n8n does not know keep it from starting.
			...(!isAtLeast(version, OWN_HOST.version) && { N8N_DISABLED_MODULES: undefined }),
			// Off by default in n8n 1.
			N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
			N8N_RUNNERS_ENABLED: 'true',
			// As n8n 1 asks for when it starts: without a pool, two saves at once may end in the wrong sequence.
			DB_SQLITE_POOL_SIZE: '4',
		},
	};
}

/**
 * @param {string} folder
 * @param {object} manifest
 * @param {string} version
 */
async function install(folder, manifest, version) {
	console.log(`Installing n8n ${version}; about 1.3 GB on the disk; 1 to 4 minutes ...`);
	fs.mkdirSync(folder, { recursive: true });
	fs.rmSync(path.join(folder, 'package-lock.json'), { force: true });
	fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	fs.writeFileSync(path.join(folder, '.npmrc'), 'legacy-peer-deps=true\n');
	const name = `n8n ${version}`;
	const stop = showProgress((seconds) => `  ${name}: ${seconds} s`);
	try {
		await runNpm(folder, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { name });
		if ('node' in /** @type {{ dependencies: object }} */ (manifest).dependencies) {
			await runNpm(folder, ['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'], { name: 'Node.js' });
		}
	} finally {
		stop();
	}
	await buildSqlite(folder);
}

module.exports = { installVersion, resolveVersion };
