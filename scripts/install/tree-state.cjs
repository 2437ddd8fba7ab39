// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean,
 *   dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {Record<string, LockEntry>} Packages by folder, such as `node_modules/zod`
 * @typedef {{ installed: boolean, reason: string, wanted: string[] }} TreeState
 */

/**
 * Whether `folder`/node_modules holds what is asked for.
 *
 * npm writes `node_modules/.package-lock.json` as the very last step of an install, so it tells a finished install from
 * an interrupted one, and it also knows of a `npm ci` that was started by hand (a stamp file of our own would not).
 *
 * @param {string} folder
 * @param {Packages} [wantedEntries] those of package-lock.json unless others are given
 * @returns {TreeState} `wanted` lists the folders (`node_modules/...`) that a complete install has on every platform
 */
function treeState(folder, wantedEntries = packagesOf(path.join(folder, 'package-lock.json'))) {
	if (!wantedEntries) {
		return { installed: false, reason: 'package-lock.json is missing', wanted: [] };
	}
	const wanted = Object.keys(wantedEntries).filter(
		(name) => name.startsWith('node_modules/') && isForEveryPlatform(wantedEntries[name]),
	);
	const present = packagesOf(path.join(folder, 'node_modules', '.package-lock.json'));
	if (!present) return { installed: false, reason: 'nothing is installed yet', wanted };

	const outdated = wanted.find((name) => present[name]?.version !== wantedEntries[name]?.version);
	if (outdated) return { installed: false, reason: `${outdated} is not the version in package-lock.json`, wanted };
	return { installed: true, reason: '', wanted };
}

/** @param {LockEntry | undefined} entry */
function isForEveryPlatform(entry) {
	return Boolean(entry) && !entry?.optional && !entry?.devOptional && !entry?.link;
}

/**
 * @param {string} lockFile
 * @returns {Packages | undefined}
 */
function packagesOf(lockFile) {
	try {
		return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
	} catch {
		return undefined;
	}
}

module.exports = { packagesOf, treeState };
