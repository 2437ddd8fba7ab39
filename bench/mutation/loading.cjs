'use strict';

/*
 * Loads tests that are written for Jest without Jest, which would load every file anew for each change of the code: that
 * takes seconds, a test that runs through the change milliseconds.
 */

const fs = require('node:fs');
const path = require('node:path');
const { expect } = require('expect');
const { bind } = require('jest-each');
const ts = require('typescript');

const ROOT = path.resolve(__dirname, '..', '..');

/** @type {import('typescript').CompilerOptions} */
const compilerOptions = {
	module: ts.ModuleKind.CommonJS,
	target: ts.ScriptTarget.ES2022,
	esModuleInterop: true,
};

/**
 * @param {{ describe: Function, it: Function }} runner
 * @param {string[]} tests files or globs
 * @param {(text: string, file: string) => string} [changed] the text of a file of the package as it is to be tested
 */
function loadTests(runner, tests, changed = (text) => text) {
	for (const extension of ['.ts', '.cts']) {
		require.extensions[extension] = (module, file) => {
			const text = changed(fs.readFileSync(file, 'utf8'), path.relative(ROOT, file));
			module._compile(ts.transpileModule(text, { fileName: file, compilerOptions }).outputText, file);
		};
	}
	// What the tests import from Jest, by Jest's own packages: only who runs them is another.
	const withEach = (run) => Object.assign((name, test) => run(name, test), { each: bind(run, false) });
	const words = { expect, describe: withEach(runner.describe), it: withEach(runner.it) };
	require.cache[require.resolve('@jest/globals')] = { exports: words };
	for (const file of fs.globSync(tests, { cwd: ROOT }).sort()) require(path.join(ROOT, file));
}

module.exports = { ROOT, loadTests };
