'use strict';

/** @type {import('jest').Config} */
module.exports = {
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.cts'],
	testEnvironment: 'node',
	// Never a measure: virtual time and property tests take as long as the machine needs.
	testTimeout: 600_000,
	moduleFileExtensions: ['ts', 'cts', 'js', 'cjs', 'mjs', 'json', 'node'],
	transform: { '\\.c?ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
	setupFiles: ['<rootDir>/test/support/setup.cts'],
	setupFilesAfterEnv: ['<rootDir>/test/support/secrets/everyTest.cts'],
	collectCoverageFrom: ['api/**/*.ts'],
	coverageReporters: [['text', { skipFull: true }], 'lcovonly', 'json-summary'],
	coverageThreshold: { './api/': { branches: 100, lines: 100 } },
	modulePathIgnorePatterns: ['<rootDir>/.host', '<rootDir>/.run', '<rootDir>/.build', '<rootDir>/dist'],
};
