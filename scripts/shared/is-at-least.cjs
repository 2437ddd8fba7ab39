// @ts-check
'use strict';

/**
 * @param {string} version
 * @param {string} other or the beginning of one, such as 2.0
 * @returns {boolean} whether `version` is `other` or came later
 */
function isAtLeast(version, other) {
	const [own = [], wanted = []] = [version, other].map((text) => text.split('.').map(Number));
	const place = wanted.findIndex((part, at) => (own[at] ?? 0) !== part);
	return place < 0 || (own[place] ?? 0) > (wanted[place] ?? 0);
}

module.exports = { isAtLeast };
