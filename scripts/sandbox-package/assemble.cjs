// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { npmCommand } = require('../install/npm-command.cjs');
const { runOrExplain } = require('../shared/build.cjs');
const { readJson } = require('../shared/read-json.cjs');
const { ROOT } = require('../shared/root.cjs');

const SOURCE = path.join(ROOT, 'sandbox', 'package');
const README = path.join(SOURCE, 'README.md');
const PAGE = path.join(ROOT, 'sandbox', 'console', 'page');
const OUTPUT = path.join(ROOT, '.build', 'order-desk-sandbox');
const PROGRAM = 'order-desk-sandbox.cjs';

/** Whose package it is stands in the manifest of the repository. */
const SHARED = /** @type {const} */ (['license', 'author', 'bugs', 'homepage', 'repository']);

/** @returns {Promise<string>} the folder that is published */
async function assemble() {
	fs.rmSync(OUTPUT, { recursive: true, force: true });
	fs.cpSync(SOURCE, OUTPUT, { recursive: true, filter: (file) => !file.endsWith('.cts') });
	fs.copyFileSync(path.join(ROOT, 'LICENSE'), path.join(OUTPUT, 'LICENSE'));
	fs.writeFileSync(path.join(OUTPUT, 'package.json'), JSON.stringify(manifest(), null, '\t') + '\n');
	await esbuild.build({
		entryPoints: [path.join(ROOT, 'sandbox', 'main.cts')],
		outfile: path.join(OUTPUT, PROGRAM),
		bundle: true,
		platform: 'node',
		target: 'node20',
		banner: { js: '#!/usr/bin/env node' },
		plugins: [pageInside],
		logLevel: 'warning',
	});
	return OUTPUT;
}

function manifest() {
	const own = readJson(path.join(SOURCE, 'package.json'), {});
	/** @type {Record<string, unknown>} */
	const whole = readJson(path.join(ROOT, 'package.json'), {});
	const shared = Object.fromEntries(SHARED.map((name) => [name, whole[name]]));
	return { ...own, ...shared };
}

/** One file is to be all: the files of the console become texts in it. @type {import('esbuild').Plugin} */
const pageInside = {
	name: 'page inside',
	setup(building) {
		building.onLoad({ filter: /pageFiles\.cts$/ }, () => {
			const names = fs.readdirSync(PAGE);
			const texts = names.map((name) => [name, fs.readFileSync(path.join(PAGE, name), 'utf8')]);
			const contents = `
				const texts = new Map(${JSON.stringify(texts)});
				export const readPage = (name) => texts.get(name);`;
			return { contents, loader: 'js' };
		});
	},
};

/** @returns {Promise<string>} the packed package, as `npm publish` would send it */
async function pack() {
	const { name, version } = readJson(path.join(OUTPUT, 'package.json'), { name: '', version: '' });
	const folder = path.dirname(OUTPUT);
	const [npm = '', ...first] = npmCommand();
	const args = [...first, 'pack', OUTPUT, '--pack-destination', folder, '--silent'];
	await runOrExplain('packing the sandbox', npm, args);
	return path.join(folder, `${name}-${version}.tgz`);
}

/** Writes what the code says about options, faults and switches into the README. */
function writeReadme() {
	const { withTables } = require(path.join(ROOT, '.build', 'sandbox', 'package', 'readmeTables.cjs'));
	fs.writeFileSync(README, withTables(fs.readFileSync(README, 'utf8')));
}

module.exports = { assemble, pack, writeReadme };
