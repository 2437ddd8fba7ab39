'use strict';

/*
 * One fault for each subject, chosen by hand: `npm test` plants it and expects the tests to fail, which `npm run mutation`
 * does with every fault it can think of. `node bench/mutation/planted.cjs <subject>` runs the tests with the fault, and
 * with `as-it-is` behind it without.
 */

/** @typedef {{ what: string, file: string, from: string, to: string, tests: string[] }} Fault `from` stands in the file once */

/** @type {Record<string, Fault>} */
const planted = {
	limiter: {
		what: 'does not listen to what answers say is left',
		file: 'api/client/bucket.ts',
		from: 'if (remaining !== undefined) this.correct(ticket, remaining);',
		to: '',
		tests: ['test/api/client/bucket.test.cts'],
	},
	retry: {
		what: 'sends a POST again without a look',
		file: 'api/client/retry.ts',
		from: 'append: lookFirst,',
		to: 'append: retrySoon,',
		tests: ['test/api/client/client.test.cts'],
	},
	merge: {
		what: 'blanks fields that no table names',
		file: 'api/records/merge.ts',
		from: 'table[key]?.sentBack !== false',
		to: 'key in table && table[key]?.sentBack !== false',
		tests: ['test/api/records/merge.test.cts'],
	},
	paging: {
		what: 'lets pages share no row',
		file: 'api/lists/paging.ts',
		from: 'offset = Math.max(0, place - overlapFor(longest, gone));',
		to: 'offset = place;',
		tests: ['test/api/lists/pagingRequests.test.cts'],
	},
	polling: {
		what: 'tells an order again when it has changed',
		file: 'api/polling/memory/newRecords.ts',
		from: 'if (Object.hasOwn(emitted, id)) return false;',
		to: '',
		tests: ['test/api/polling/memory/memory.test.cts'],
	},
	reading: {
		what: 'does not look back',
		file: 'api/polling/reading/readingPass.ts',
		from: 'this.start.records - this.options.lookback',
		to: 'this.start.records',
		tests: ['test/api/polling/orders.test.cts'],
	},
	signature: {
		what: 'compares how the hash begins',
		file: 'api/webhook/signature.ts',
		from: "timingSafeEqual(createHmac('sha256', apiKey).update(text).digest(), hash)",
		to: "createHmac('sha256', apiKey).update(text).digest().subarray(0, 16).equals(hash.subarray(0, 16))",
		tests: ['test/api/webhook/signature.test.cts'],
	},
};

/** @param {Fault} fault */
const planting =
	({ file, from, to }) =>
	(/** @type {string} */ text, /** @type {string} */ name) => {
		if (name !== file) return text;
		const parts = text.split(from);
		if (parts.length !== 2) throw new Error(`'${from}' stands in ${file} ${parts.length - 1} times`);
		return parts.join(to);
	};

if (require.main === module) {
	const runner = require('node:test');
	const { loadTests } = require('./loading.cjs');
	const [subject, how] = process.argv.slice(2);
	const fault = planted[subject];
	loadTests(runner, fault.tests, how === 'as-it-is' ? undefined : planting(fault));
}

module.exports = { planted, planting };
