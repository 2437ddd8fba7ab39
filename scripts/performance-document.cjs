// @ts-check
'use strict';

/* `npm run performance`: from the figures of the bench to the documents that show them. */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { performanceDocument, performanceSummary } = require('./performance-document/document.cjs');
const { withSections } = require('./performance-document/figures.cjs');
const { rivalsPlot } = require('./performance-document/plot.cjs');
const { HELP_OPTION, readArgs } = require('./shared/command-line.cjs');
const { readJson } = require('./shared/read-json.cjs');
const { ROOT } = require('./shared/root.cjs');
const { UserError } = require('./shared/user-error.cjs');

const HELP = `npm run performance -- [options]

Measures everything, and writes docs/performance.json, docs/performance.md with its picture, and
docs/performance-details.md.

  --only <ids>     measures only these sections, comma-separated, and keeps the figures of the others
  --resume         goes on with a run that was stopped
  --document       only writes the documents and the picture anew, from the figures that are there
  --help           this text`;

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
	const options = /** @type {const} */ ({
		document: { type: 'boolean' },
		only: { type: 'string' },
		resume: { type: 'boolean' },
		help: HELP_OPTION,
	});
	const { values } = readArgs({ args, options }, HELP);
	if (values.help) return console.log(HELP);
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
