// @ts-check
'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { UserError } = require('../shared/user-error.cjs');

/**
 * @typedef {{ url: string, author: string, email: string }} Identity `url` of the repository, without `.git`
 * @typedef {{ repo: string, author: string, email: string }} Wanted `repo` as `owner/name` or as an address at GitHub
 */

/** The identity a fresh copy comes with: nobody has registered it, so nothing may be published under it. */
const PLACEHOLDER_OWNER = 'n8n-nodes-order-desk';
const PLACEHOLDER_DOMAIN = '@n8n-nodes-order-desk.org';

/** Only there: elsewhere a name is a word like any other. @type {Record<string, (author: string) => string>} */
const NAMES_AUTHOR = {
	LICENSE: (author) => `Copyright (c) 2026 ${author}\n`,
	'package.json': (author) => `"name": ${JSON.stringify(author)}`,
};

/**
 * @param {string} root
 * @returns {Identity} what package.json says
 */
function identityOf(root) {
	const { repository, author } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
	return {
		url: repository.url.replace(/^git\+/, '').replace(/\.git$/, ''),
		author: author.name,
		email: author.email,
	};
}

/** @param {Identity} identity */
function isPlaceholder({ url, email }) {
	return url.split('/').at(-2) === PLACEHOLDER_OWNER || email.endsWith(PLACEHOLDER_DOMAIN);
}

/**
 * Puts another identity in place of the one in package.json, wherever a tracked file has it.
 *
 * @param {string} root
 * @param {Wanted} wanted
 * @returns {string[]} the files that changed
 */
function setIdentity(root, { repo, author, email }) {
	const before = identityOf(root);
	const url = addressOf(repo);
	if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email)) throw new UserError(`"${email}" is not an email address.`);
	return textFiles(root).filter((file) => {
		const name = path.join(root, file);
		const text = fs.readFileSync(name, 'utf8');
		const ofAuthor = NAMES_AUTHOR[file];
		let changed = text.replace(ownAddress(before.url), () => url).replaceAll(before.email, () => email);
		if (ofAuthor) changed = changed.replace(ofAuthor(before.author), () => ofAuthor(author));
		if (changed === text) return false;
		fs.writeFileSync(name, changed);
		return true;
	});
}

/** @param {string} repo */
function addressOf(repo) {
	const found = /^(?:https:\/\/github\.com\/)?([\w-]+\/[\w.-]+?)(?:\.git)?$/.exec(repo);
	if (!found) throw new UserError(`"${repo}" is not a repository at GitHub: write owner/name.`);
	return `https://github.com/${found[1]}`;
}

/**
 * The address, and not the beginning of the address of another repository.
 *
 * @param {string} url
 */
const ownAddress = (url) => new RegExp(`${url.replace(/[.]/g, '\\.')}(?![\\w-])`, 'g');

/**
 * @param {string} root
 * @returns {string[]} what git tracks, but pictures
 */
function textFiles(root) {
	return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
		.split('\0')
		.filter((file) => file !== '' && !/\.(png|jpg|gif|ico)$/.test(file) && fs.existsSync(path.join(root, file)));
}

module.exports = { identityOf, isPlaceholder, setIdentity, textFiles };
