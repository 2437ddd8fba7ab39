// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { npmCommand } = require('../install/npm-command.cjs');
const { isAtLeast } = require('../shared/is-at-least.cjs');

const BRANCH = 'main';

/** @param {string} version */
const tagOf = (version) => `v${version}`;

/**
 * @param {string} root
 * @param {string} version
 * @returns {string[]} why it cannot be released, all reasons at once
 */
function problemsOf(root, version) {
	const git = (/** @type {string[]} */ ...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
	const current = versionOf(root);
	const branch = git('branch', '--show-current');
	return [
		...(branch === BRANCH ? [] : [`the branch is "${branch}", not ${BRANCH}`]),
		...(git('status', '--porcelain') === '' ? [] : ['there are changes that are not committed']),
		...(git('tag', '--list', tagOf(version)) === '' ? [] : [`the tag ${tagOf(version)} exists already`]),
		...(isAtLeast(version, current) ? [] : [`${version} is older than ${current}, the version in package.json`]),
		...problemsOfChangelog(root, version),
	];
}

/**
 * @param {string} root
 * @param {string} tag
 * @returns {string[]} why what was tagged cannot be published
 */
function problemsOfTag(root, tag) {
	const version = versionOf(root);
	const wrong = tag === tagOf(version) ? [] : [`the tag is ${tag}, and the version in package.json ${version}`];
	return [...wrong, ...problemsOfChangelog(root, version)];
}

/**
 * @param {string} root
 * @param {string} version
 */
function problemsOfChangelog(root, version) {
	const [, ...sections] = fs.readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8').split(/^## /m);
	const [title = '', ...lines] = sections[0]?.split('\n') ?? [];
	if (title.trim() !== version) return [`CHANGELOG.md does not begin with a section "## ${version}"`];
	return lines.some((line) => line.trim() !== '') ? [] : [`CHANGELOG.md says nothing about ${version}`];
}

/** @param {string} root */
function versionOf(root) {
	return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} root
 * @param {string} version
 * @returns {string[][]} what releases it; the first version stands in package.json already, and needs only the tag
 */
function commands(root, version) {
	const tag = tagOf(version);
	const [npm = '', ...npmArgs] = npmCommand();
	const bump = [
		[npm, ...npmArgs, 'version', version, '--no-git-tag-version', '--ignore-scripts'],
		['git', 'commit', '--all', '--message', `Release ${version}`],
	];
	return [
		...(version === versionOf(root) ? [] : bump),
		['git', 'tag', '--annotate', tag, '--message', tag],
		['git', 'push', '--atomic', 'origin', BRANCH, tag],
	];
}

/**
 * @param {string} root
 * @returns {string} how much npm would publish of what is built
 */
function packed(root) {
	const [npm = '', ...npmArgs] = npmCommand();
	const args = [...npmArgs, 'pack', '--dry-run', '--json', '--ignore-scripts'];
	const [{ files, unpackedSize }] = JSON.parse(execFileSync(npm, args, { cwd: root, encoding: 'utf8' }));
	return `${files.length} files, ${(unpackedSize / 1_000_000).toFixed(1)} MB`;
}

module.exports = { commands, packed, problemsOf, problemsOfTag };
