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

/** @type {Map<string, string>} what the compiler has made of a text */
const compiled = new Map();

/**
 * @param {string} text
 * @param {string} fileName
 */
function compile(text, fileName) {
	const key = `${fileName}\n${text}`;
	const output = compiled.get(key) ?? ts.transpileModule(text, { fileName, compilerOptions }).outputText;
	compiled.set(key, output);
	return output;
}

/** So that tests can be loaded once more in the same process, with another change. */
function forgetLoaded() {
	const isOurs = (/** @type {string} */ file) => /\.c?ts$/.test(file) && !file.includes('node_modules');
	for (const file of Object.keys(require.cache)) if (isOurs(file)) delete require.cache[file];
}

/**
 * @param {Record<'describe' | 'it' | 'before' | 'beforeEach' | 'afterEach' | 'after', Function>} runner Mocha's, or Node's own
 * @param {string[]} tests files or globs, in the order in which they run: what is fast and notices much first
 * @param {(text: string, file: string) => string} [changed] the text of a file of the package as it is to be tested
 */
function loadTests(runner, tests, changed = (text) => text) {
	forgetLoaded();
	for (const extension of ['.ts', '.cts']) {
		require.extensions[extension] = (module, file) => {
			const text = changed(fs.readFileSync(file, 'utf8'), path.relative(ROOT, file));
			module._compile(compile(text, file), file);
		};
	}
	// Node tries them in this sequence: beside OrderDesk.node.ts, there is an OrderDesk.node.json.
	const { '.json': json } = require.extensions;
	delete require.extensions['.json'];
	require.extensions['.json'] = json;
	// What the tests import from Jest, by Jest's own packages: only who runs them is another.
	const withEach = (run) => Object.assign((name, test) => run(name, test), { each: bind(run, false) });
	const words = {
		expect,
		describe: withEach(runner.describe),
		it: withEach(runner.it),
		beforeAll: runner.before,
		beforeEach: runner.beforeEach,
		afterEach: runner.afterEach,
		afterAll: runner.after,
	};
	require.cache[require.resolve('@jest/globals')] = { exports: words };
	require(path.join(ROOT, 'test', 'support', 'setup.cts'));
	// Each in a group of its own, as its hooks are for its own tests.
	for (const file of tests.flatMap((glob) => fs.globSync(glob, { cwd: ROOT }).sort())) {
		runner.describe(file, () => void require(path.join(ROOT, file)));
	}
}

module.exports = { ROOT, loadTests };
