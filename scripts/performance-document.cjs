// @ts-check
'use strict';

/*
 * `npm run performance` measures everything and writes docs/performance.json, docs/performance.md with its picture, and
 * docs/performance-details.md.
 * `npm run performance -- --only faults,host` measures these sections and keeps the figures of the others.
 * `npm run performance -- --resume` goes on with a run that was stopped.
 * `npm run performance -- --document` only writes the document and the picture anew, from the figures that are there.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { performanceDocument, performanceSummary } = require('./performance-document/document.cjs');
const { withSections } = require('./performance-document/figures.cjs');
const { rivalsPlot } = require('./performance-document/plot.cjs');
const { readJson } = require('./shared/read-json.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

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
		'performance.md': performanceSummary(measured, texts()),
		'performance-details.md': performanceDocument(measured, texts()),
		[path.join('images', 'performance-rivals.svg')]: rivalsPlot(measured),
	};
}

/**
 * Runs the benchmark. A bound that is missed is no reason to stop: the document says so.
 *
 * @param {{ only?: string, resume?: boolean }} which these sections, comma-separated; whether a run that was stopped goes on
 */
async function measure({ only, resume }) {
	const file = path.join(ROOT, '.run', 'performance.json');
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.rmSync(file, { force: true });
	const script = [path.join(__dirname, 'bench.cjs'), '--json', file, ...(only === undefined ? [] : ['--only', only])];
	if (resume) script.push('--resume');
	const child = spawn(process.execPath, script, { cwd: ROOT, stdio: 'inherit' });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
		process.on(signal, () => child.kill(signal));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	if (!fs.existsSync(file) || (code !== 0 && code !== 1))
		throw new UserError('The benchmark was stopped; nothing is written.');
	const measured = JSON.parse(fs.readFileSync(file, 'utf8'));
	const all = only === undefined ? measured : withSections(readJson(MEASURED, measured), measured);
	fs.writeFileSync(MEASURED, `${JSON.stringify(all, null, '\t')}\n`);
}

/** @param {string[]} args */
async function main(args) {
	const { values } = parseArgs({
		args,
		options: { document: { type: 'boolean' }, only: { type: 'string' }, resume: { type: 'boolean' } },
	});
	if (!values.document) await measure(values);
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
