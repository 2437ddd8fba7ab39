// @ts-check
'use strict';

const path = require('node:path');

/** The folder of the repository. */
const ROOT = path.resolve(__dirname, '..', '..');

module.exports = { ROOT };
