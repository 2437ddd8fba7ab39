// @ts-check
'use strict';

/** Share of the changes that a test has to notice, in percent. */
const bound = 90;

/** @typedef {{ code: string[], tests: string[] }} Subject what is changed, and the tests that are to notice: files or globs */

/** @type {Record<string, Subject>} */
const subjects = {
	limiter: {
		code: ['api/client/{bucket,limiter}.ts'],
		tests: ['test/api/client/{bucket,limiter}.test.cts'],
	},
	retry: {
		code: ['api/client/{retry,client,attempt,circuitBreaker}.ts'],
		tests: ['test/api/client/{retry,client,circuitBreaker,doubt}.test.cts', 'test/faults/{outage,matrix}.test.cts'],
	},
	merge: {
		code: ['api/records/merge.ts', 'api/order/update/patch.ts'],
		tests: ['test/api/records/merge.test.cts', 'test/api/order/update/patch.test.cts'],
	},
	paging: {
		code: ['api/lists/paging.ts'],
		tests: ['test/api/lists/paging*.test.cts'],
	},
	polling: {
		code: [
			'api/polling/{event,events}.ts',
			'api/polling/memory/*.ts',
			'api/polling/reading/change.ts',
			'api/records/ids.ts',
		],
		tests: ['test/api/polling/*.test.cts', 'test/api/polling/memory/*.test.cts'],
	},
	reading: {
		code: [
			'api/polling/poll.ts',
			'api/polling/reading/{clocks,list,readByPages,readChanges,readingPass,sortOrder,startDate,window}.ts',
		],
		tests: [
			'test/api/polling/{beginning,orders}.test.cts',
			'test/api/polling/reading/{bulk,clocks,pass,passes,sortOrder}.test.cts',
		],
	},
	signature: {
		code: ['api/webhook/*.ts'],
		tests: ['test/api/webhook/*.test.cts'],
	},
};

module.exports = { bound, subjects };
