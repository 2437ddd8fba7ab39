// @ts-check
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

/** Order Desk's bucket. */
const AT_ONCE = 20;
const PER_SECOND = 3;
/** Until the bucket is full again. */
const REFILL_MS = (AT_ONCE / PER_SECOND) * 1000 + 500;

/** The part of the limit that is to be used. */
const BOUND = 0.98;

/**
 * How much of the store's limit some work used, from its first request to its last.
 *
 * @param {import('../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {() => Promise<void>} work
 * @returns {Promise<{ text: string, verdict: string }>} `verdict` is "yes", or how little it was
 */
async function limitUse(sandbox, work) {
	await sleep(REFILL_MS);
	const seen = await sandbox.requests();
	await work();
	const requests = await sandbox.requests(seen.at(-1)?.seq ?? 0);
	const served = requests.filter(({ status }) => status !== 429);
	const refused = requests.length - served.length;
	const seconds = ((served.at(-1)?.at ?? 0) - (served[0]?.at ?? 0)) / 1000;
	const share = served.length / (AT_ONCE + PER_SECOND * seconds);
	const unasked = overflow(served);
	const asked = served.length / (AT_ONCE + PER_SECOND * seconds - unasked);
	const percent = `${shown(share)} of the limit, ${shown(asked)} while anything was asked for`;
	const text = `${served.length} requests in ${seconds.toFixed(1)} s, ${percent}, ${refused} × 429`;
	return { text, verdict: share >= BOUND ? 'yes' : percent };
}

/** @param {number} share */
const shown = (share) => `${(100 * share).toFixed(1)} %`;

/**
 * A full bucket takes nothing more in: then nobody asks for anything.
 *
 * @param {{ at: number }[]} requests oldest first
 * @returns {number} how many requests more there could have been
 */
function overflow(requests) {
	let level = AT_ONCE;
	let unasked = 0;
	let last = requests[0]?.at ?? 0;
	for (const { at } of requests) {
		const filled = level + (PER_SECOND * (at - last)) / 1000;
		unasked += Math.max(0, filled - AT_ONCE);
		level = Math.min(AT_ONCE, filled) - 1;
		last = at;
	}
	return unasked;
}

module.exports = { limitUse, overflow };
