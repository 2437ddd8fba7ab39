// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { UserError } = require('./user-error.cjs');

/**
 * Asks again and again until the answer is there.
 *
 * @template T
 * @param {string} what completes the sentence "Waited 20 s in vain for ..."
 * @param {number} seconds
 * @param {() => Promise<T | undefined | false>} ask a thrown error counts as "not yet"
 * @param {number} [everyMs]
 * @returns {Promise<T>} throws UserError when the time is over
 */
async function waitFor(what, seconds, ask, everyMs = 250) {
	const deadline = Date.now() + seconds * 1000;
	let lastError = '';
	for (;;) {
		try {
			const answer = await ask();
			if (answer !== undefined && answer !== false) return answer;
			lastError = '';
		} catch (error) {
			if (error instanceof UserError) throw error;
			lastError = ` (${error instanceof Error ? error.message : error})`;
		}
		if (Date.now() > deadline) throw new UserError(`Waited ${seconds} s in vain for ${what}${lastError}.`);
		await sleep(everyMs);
	}
}

module.exports = { waitFor };
