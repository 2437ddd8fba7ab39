'use strict';

const base = require('../../jest.config.cjs');

/** The tests of api/ alone: they run in virtual time and are what notices a mutant. */
module.exports = { ...base, rootDir: '../..', roots: ['<rootDir>/test/api'] };
