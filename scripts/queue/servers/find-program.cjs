// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { UserError } = require('../../shared/user-error.cjs');

/** Debian keeps the programs of PostgreSQL out of the PATH, one folder a version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';

/**
 * @param {string} name
 * @param {string} debianPackage that brings it
 * @returns {string} its path; throws UserError
 */
function findProgram(name, debianPackage) {
	const found = folders()
		.map((folder) => path.join(folder, name))
		.find((file) => fs.existsSync(file));
	if (found) return found;
	throw new UserError(
		`The run in queue mode needs ${name}, which is not installed. On Debian and Ubuntu:\n` +
			`  apt-get install ${debianPackage}`,
	);
}

function folders() {
	const versions = fs.existsSync(POSTGRES_VERSIONS) ? fs.readdirSync(POSTGRES_VERSIONS) : [];
	const newestFirst = versions.sort((a, b) => Number(b) - Number(a));
	const ofPostgres = newestFirst.map((version) => path.join(POSTGRES_VERSIONS, version, 'bin'));
	return [...(process.env['PATH'] ?? '').split(path.delimiter), ...ofPostgres];
}

module.exports = { findProgram };
