'use strict';

const os = require('node:os');
const path = require('node:path');
const { subjects } = require('./subjects.cjs');

const subject = process.env.MUTATION_SUBJECT;

/** @type {Partial<import('@stryker-mutator/api/core').StrykerOptions>} */
module.exports = {
	mutate: subjects[subject].code,
	plugins: ['@stryker-mutator/mocha-runner'],
	testRunner: 'mocha',
	mochaOptions: { spec: [path.join('bench', 'mutation', 'tests.cjs')] },
	coverageAnalysis: 'perTest',
	ignorePatterns: ['.host', '.run', '.build', 'dist', 'coverage', 'bench/peers', 'bench/mutation/node_modules'],
	// Outside the project: its lint would judge what an interrupted run leaves behind.
	tempDirName: path.join(os.tmpdir(), 'order-desk-mutation', subject),
	cleanTempDir: 'always',
	reporters: ['json', 'progress-append-only'],
	jsonReporter: { fileName: path.join('.run', 'mutation', `${subject}.json`) },
	timeoutMS: 10_000,
	allowEmpty: false,
	thresholds: { high: 95, low: 90, break: null },
};
