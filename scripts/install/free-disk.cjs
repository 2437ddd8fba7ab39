// @ts-check
'use strict';

const fs = require('node:fs');

/**
 * @param {string} folder
 * @returns {number} gigabytes free on the disk of this folder
 */
function freeGigabytes(folder) {
	const { bavail, bsize } = fs.statfsSync(folder);
	return (bavail * bsize) / 1e9;
}

module.exports = { freeGigabytes };
