// @ts-check
'use strict';

const { execFile } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');
const { readJson } = require('./read-json.cjs');
const { ROOT } = require('./root.cjs');
const { UserError } = require('./user-error.cjs');

const run = promisify(execFile);

/** Not all of these are exported by their packages, hence the paths. */
const GULP = path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

/** What is built from what; nothing is built again while neither side has changed. */
const PACKAGE = {
	name: 'package',
	sources: [
		'api',
		'credentials',
		'nodes',
		'icons',
		'CHANGELOG.md',
		'gulpfile.js',
		'tsconfig.json',
		'package.json',
		'package-lock.json',
	],
	output: 'dist',
	command: [GULP, 'build', '--silent'],
};
const SANDBOX = {
	name: 'sandbox',
	sources: ['api', 'sandbox', 'tsconfig.json', 'package-lock.json'],
	output: path.join('.build', 'sandbox'),
	command: [TSC, '-p', path.join('sandbox', 'tsconfig.json')],
};

const BENCH = {
	name: 'bench',
	sources: ['api', 'credentials', 'nodes', 'sandbox', 'bench', 'tsconfig.json', 'package-lock.json'],
	output: path.join('.build', 'bench'),
	command: [TSC, '-p', path.join('bench', 'tsconfig.json')],
};

/**
 * @param {typeof PACKAGE} what
 * @returns {Promise<string>} tells this build from any other
 */
async function build({ name, sources, output, command }) {
	const record = path.join(ROOT, '.build', `${name}.json`);
	const before = fingerprint(sources);
	const last = readJson(record, { sources: '', output: '' });
	const built = fingerprint([output]);
	if (last.sources === before && last.output === built) return digest(before + built);
	await runOrExplain(`building the ${name}`, process.execPath, command);
	const anew = fingerprint([output]);
	fs.mkdirSync(path.dirname(record), { recursive: true });
	fs.writeFileSync(record, JSON.stringify({ sources: before, output: anew }));
	return digest(before + anew);
}

/** @param {string | Buffer} content */
const digest = (content) => crypto.createHash('sha256').update(content).digest('hex');

/**
 * Tells what is in the files of ours below the given folders. Their times don't count: Git changes them without a change.
 *
 * @param {string[]} paths
 * @returns {string}
 */
function fingerprint(paths) {
	const lines = paths.flatMap((start) => {
		const top = path.join(ROOT, start);
		if (!fs.existsSync(top)) return [`${start} is missing`];
		return filesBelow(top).map((name) => `${start}/${name} ${digest(fs.readFileSync(path.join(top, name)))}`);
	});
	return digest(lines.join('\n'));
}

/**
 * The files below a folder, but for installed packages; for a file itself ''.
 *
 * @param {string} top
 * @returns {string[]}
 */
function filesBelow(top) {
	if (!fs.statSync(top).isDirectory()) return [''];
	return fs
		.readdirSync(top, { withFileTypes: true })
		.filter(({ name }) => name !== 'node_modules')
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => filesBelow(path.join(top, entry.name)).map((name) => path.join(entry.name, name)));
}

/**
 * @param {string} what completes the sentence "Stopped at ..."
 * @param {string} program
 * @param {string[]} args
 */
async function runOrExplain(what, program, args) {
	try {
		await run(program, args, { cwd: ROOT });
	} catch (error) {
		const { stdout = '', stderr = '', message } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error);
		throw new UserError(`Stopped at ${what}:\n${`${stdout}${stderr}`.trim() || message}`);
	}
}

module.exports = { BENCH, PACKAGE, SANDBOX, build, runOrExplain };
