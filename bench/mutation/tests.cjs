'use strict';

/* The tests of one subject, for the mutation tester: they are loaded once, and run for each change by which they come. */

const fc = require('fast-check');
const { loadTests } = require('./loading.cjs');
const { subjects } = require('./subjects.cjs');

/** A property is tried a few times, always on the same values: a change is noticed by the first of them or hardly at all. */
const fewRuns = 50;

fc.configureGlobal({ seed: 1, endOnFailure: true });
const assert = (property, { numRuns = 100, ...parameters } = {}) =>
	fc.assert(property, { ...parameters, numRuns: Math.min(numRuns, fewRuns) });
require.cache[require.resolve('fast-check')] = { exports: { ...fc, __esModule: true, default: { ...fc, assert } } };

loadTests(globalThis, subjects[process.env.MUTATION_SUBJECT].tests);
