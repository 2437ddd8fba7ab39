// @ts-check
'use strict';

const fs = require('node:fs');
const { UserError } = require('../../shared/user-error.cjs');

/** Users of a Debian machine without rights of their own. */
const UNPRIVILEGED = ['postgres', 'nobody'];

/**
 * @param {string} user
 * @returns {{ uid: number, gid: number } | undefined} undefined where there is no such user
 */
function entryOf(user) {
	const line = fs
		.readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith(`${user}:`));
	const [, , uid, gid] = line?.split(':') ?? [];
	return line === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** @param {string} user */
function idsOf(user) {
	const ids = entryOf(user);
	if (!ids) throw new UserError(`This machine has no user ${user}.`);
	return ids;
}

/** @returns {string} a user for programs that refuse to run as root; '' where we are not root */
function userInsteadOfRoot() {
	if (process.getuid?.() !== 0) return '';
	const user = UNPRIVILEGED.find((name) => entryOf(name));
	if (user) return user;
	throw new UserError(`PostgreSQL does not run as root, and there is no user ${UNPRIVILEGED.join(' or ')} instead.`);
}

module.exports = { idsOf, userInsteadOfRoot };
