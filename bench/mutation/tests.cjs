'use strict';

/* The tests of one subject, for the mutation tester: they are loaded once, and run for each change by which they come. */

const fc = require('fast-check');
const { loadTests } = require('./loading.cjs');
const { subjects } = require('./subjects.cjs');

// A property is tried for a moment, always on the same values: a change is noticed by the first of them or hardly at all.
fc.configureGlobal({ seed: 1, interruptAfterTimeLimit: 200, endOnFailure: true });

loadTests(globalThis, subjects[process.env.MUTATION_SUBJECT].tests);
