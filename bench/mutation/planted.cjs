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
		tests: ['test/api/client/bucket/*.test.cts'],
	},
	retry: {
		what: 'sends a POST again without a look',
		file: 'api/client/retry.ts',
		from: 'append: lookFirst,',
		to: 'append: retrySoon,',
		tests: ['test/api/client/lostWrite.test.cts'],
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
		from: 'offset = Math.max(0, pageEnd - overlapFor(largestPage, removed));',
		to: 'offset = pageEnd;',
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
	creating: {
		what: 'takes what another create has made for its own',
		file: 'api/writing/recentWrites.ts',
		from: 'created.get(client, `${what} ${String(id)}`) ?? false',
		to: 'false',
		tests: ['test/api/order/lost/{doubt,similarOrders}.test.cts'],
	},
	updating: {
		what: 'does not send again what somebody else has overwritten',
		file: 'api/order/update/verify.ts',
		from: 'if (!isOverwritten || round === maxRounds) return',
		to: 'return',
		tests: ['test/api/order/update/verify.test.cts'],
	},
	moving: {
		what: 'moves an order from whatever folder',
		file: 'api/order/move/onlyIfIn.ts',
		from: 'return liesIn(order, folderId) ? undefined :',
		to: 'return true ? undefined :',
		tests: ['test/api/order/move/*.test.cts'],
	},
	shipments: {
		what: 'takes any new shipment for the one that was sent',
		file: 'api/shipment/findAdded.ts',
		from: 'isSame(candidate, shipment) && (!exactly',
		to: '(!exactly',
		tests: ['test/api/shipment/*.test.cts'],
	},
	inventory: {
		what: 'adjusts once more although somebody else may have changed the stock',
		file: 'api/inventoryItem/findUpdated.ts',
		from: '(!plan.relative || isUntouched(plan, item))',
		to: 'true',
		tests: ['test/api/inventoryItem/doubt/adjusting.test.cts'],
	},
	searching: {
		what: 'takes the first of several orders with one source ID',
		file: 'api/order/search.ts',
		from: 'if (order && found.length === 1)',
		to: 'if (order)',
		tests: ['test/api/order/{search,order}.test.cts'],
	},
	running: {
		what: 'begins items after one that stops the run',
		file: 'nodes/OrderDesk/run/eachItem.ts',
		from: 'run.isStopped || ',
		to: '',
		tests: ['test/nodes/OrderDesk/run/eachItem.test.cts'],
	},
	parameters: {
		what: 'takes a value that an expression does not give for a text',
		file: 'nodes/shared/parameters.ts',
		from: 'if (value === undefined || value === null) return this.refuseBlank(label);',
		to: '',
		tests: ['test/engine/failures.test.cts'],
	},
	receiving: {
		what: 'starts the workflow again for a repeat',
		file: 'nodes/OrderDeskTrigger/postQueue.ts',
		from: 'const repeated = isSeen(seen, key, this.clock.now());',
		to: 'const repeated = false;',
		tests: ['test/engine/trigger/memory.test.cts'],
	},
	checking: {
		what: 'emits twice what two checks find at the same time',
		file: 'nodes/OrderDeskPollingTrigger/check.ts',
		from: 'if (this.last.get(trigger) !== before) return [];',
		to: '',
		tests: ['test/engine/polling/polling.test.cts'],
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
