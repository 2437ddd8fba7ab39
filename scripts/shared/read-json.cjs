// @ts-check
'use strict';

const fs = require('node:fs');

/**
 * @template T
 * @param {string} file
 * @param {T} otherwise when the file is missing or cut short by a crash
 * @returns {T}
 */
function readJson(file, otherwise) {
	try {
		return JSON.parse(fs.readFileSync(file, 'utf8'));
	} catch {
		return otherwise;
	}
}

module.exports = { readJson };
