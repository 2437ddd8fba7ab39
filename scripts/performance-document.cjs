// @ts-check
'use strict';

/*
 * `npm run performance` measures everything and writes docs/performance.json, docs/performance.md and its picture.
 * `npm run performance -- --document` only writes the document and the picture anew, from the figures that are there.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { performanceDocument } = require('./performance-document/document.cjs');
const { rivalsPlot } = require('./performance-document/plot.cjs');
const { ROOT } = require('./start/state-folder.cjs');
const { UserError } = require('./start/user-error.cjs');

const DOCS = path.join(ROOT, 'docs');
const MEASURED = path.join(DOCS, 'performance.json');
/** A file for each section of the benchmark that has something to explain, by its id. */
const TEXTS = path.join(__dirname, 'performance-document', 'text');

/** The hand-written texts, by section. @returns {Record<string, string>} */
function texts() {
	const files = fs.readdirSync(TEXTS);
	return Object.fromEntries(
		files.map((file) => [path.basename(file, '.md'), fs.readFileSync(path.join(TEXTS, file), 'utf8')]),
	);
}

/**
 * What is written from the figures, by path below docs.
 *
 * @returns {Record<string, string>}
 */
function documents() {
	const measured = JSON.parse(fs.readFileSync(MEASURED, 'utf8'));
	return {
		'performance.md': performanceDocument(measured, texts()),
		[path.join('images', 'performance-rivals.svg')]: rivalsPlot(measured),
	};
}

/** Runs the whole benchmark. A bound that is missed is no reason to stop: the document says so. @returns {Promise<void>} */
async function measure() {
	const child = spawn(process.execPath, [path.join(__dirname, 'bench.cjs'), '--json', MEASURED], {
		cwd: ROOT,
		stdio: 'inherit',
	});
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	if (code !== 0 && code !== 1) throw new UserError('The benchmark was stopped; nothing is written.');
}

/** @param {string[]} args */
async function main(args) {
	const unknown = args.filter((arg) => arg !== '--document');
	if (unknown.length > 0) throw new UserError(`There is no option ${unknown.join(' ')}. The only one is --document.`);
	if (!args.includes('--document')) await measure();
	for (const [name, text] of Object.entries(documents())) {
		fs.writeFileSync(path.join(DOCS, name), text);
		console.log(`${path.join('docs', name)} is written.`);
	}
}

if (require.main === module) {
	main(process.argv.slice(2)).catch((error) => {
		console.error(error instanceof UserError ? error.message : error);
		process.exitCode = 1;
	});
}

module.exports = { documents };
