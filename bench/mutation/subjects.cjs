// @ts-check
'use strict';

/** Share of the changes that a test has to notice, in percent. */
const bound = 90;

/** @typedef {{ code: string[], tests: string[] }} Subject what is changed, and the tests that are to notice: files or globs */

/** @type {Record<string, Subject>} */
const subjects = {
	limiter: {
		code: ['api/bucket.ts', 'api/limiter.ts'],
		tests: ['test/api/bucket.test.cts', 'test/api/limiter.test.cts'],
	},
	retry: {
		code: ['api/retry.ts', 'api/client.ts', 'api/exchange.ts', 'api/outage.ts'],
		tests: ['test/api/{retry,client,doubt}.test.cts', 'test/faults/{outage,matrix}.test.cts'],
	},
	merge: {
		code: ['api/merge.ts', 'api/orderPatch.ts'],
		tests: ['test/api/merge.test.cts', 'test/api/orderPatch.test.cts'],
	},
	paging: {
		code: ['api/paging.ts'],
		tests: ['test/api/paging*.test.cts'],
	},
	polling: {
		code: ['api/polling/{change,event,events,firstSights,ids,members,seen}.ts'],
		tests: ['test/polling/{beginning,events,forgetting,inventory,memory,moves,orders,shipments}.test.cts'],
	},
	reading: {
		code: ['api/polling/{answers,list,poll,reading,scan,sequence,window}.ts'],
		tests: ['test/polling/{answers,beginning,orders,passes,sequence}.test.cts'],
	},
	signature: {
		code: ['api/signature.ts', 'api/push/*.ts'],
		tests: ['test/api/signature.test.cts', 'test/api/push/*.test.cts'],
	},
};

module.exports = { bound, subjects };
