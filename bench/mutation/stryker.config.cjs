'use strict';

const os = require('node:os');
const path = require('node:path');
const { subjects } = require('./subjects.cjs');

/** @type {Partial<import('@stryker-mutator/api/core').StrykerOptions>} */
module.exports = {
	mutate: Object.values(subjects).flat(),
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: { configFile: path.join('bench', 'mutation', 'jest.config.cjs') },
	coverageAnalysis: 'perTest',
	ignoreStatic: false,
	ignorePatterns: ['.host', '.run', '.build', 'dist', 'coverage', 'docs', 'bench/peers', 'bench/mutation/node_modules'],
	// Outside the project: its lint would judge what an interrupted run leaves behind.
	tempDirName: path.join(os.tmpdir(), 'order-desk-mutation'),
	cleanTempDir: 'always',
	reporters: ['json', 'progress-append-only'],
	jsonReporter: { fileName: '.run/mutation/report.json' },
	concurrency: 2,
	timeoutMS: 10_000,
	allowEmpty: false,
	thresholds: { high: 95, low: 90, break: null },
};
