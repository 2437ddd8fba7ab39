// @ts-check
'use strict';

/** Share of the changes that a test has to notice, in percent. */
const bound = 90;

/** What is changed: files or globs. @type {Record<string, string[]>} */
const subjects = {
	limiter: ['api/bucket.ts', 'api/limiter.ts'],
	retry: ['api/retry.ts', 'api/client.ts'],
	merge: ['api/merge.ts', 'api/orderPatch.ts'],
	paging: ['api/paging.ts'],
	signature: ['api/signature.ts'],
};

module.exports = { bound, subjects };
