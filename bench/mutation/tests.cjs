'use strict';

/*
 * The tests of one subject for the mutation tester. Jest would load every file anew for each change, which takes seconds;
 * here they are loaded once, and a change costs no more than the tests that run through it.
 */

const fs = require('node:fs');
const path = require('node:path');
const { expect } = require('expect');
const fc = require('fast-check');
const { bind } = require('jest-each');
const ts = require('typescript');
const { subjects } = require('./subjects.cjs');

const ROOT = path.resolve(__dirname, '..', '..');

for (const extension of ['.ts', '.cts']) {
	require.extensions[extension] = (module, file) => {
		const { outputText } = ts.transpileModule(fs.readFileSync(file, 'utf8'), {
			fileName: file,
			compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
		});
		module._compile(outputText, file);
	};
}

const { describe, it } = globalThis;

/** What the tests import from Jest, by Jest's own packages: only who runs them is another. */
const withEach = (run) => Object.assign((name, test) => run(name, test), { each: bind(run, false) });
const jestGlobals = require.resolve('@jest/globals');
require.cache[jestGlobals] = { exports: { expect, describe: withEach(describe), it: withEach(it) } };

// A property is tried for a moment, always on the same values: a change is noticed by the first of them or hardly at all.
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 200, endOnFailure: true });

const { tests } = subjects[process.env.MUTATION_SUBJECT];
for (const file of fs.globSync(tests, { cwd: ROOT }).sort()) require(path.join(ROOT, file));
