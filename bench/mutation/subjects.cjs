// @ts-check
'use strict';

/**
 * What is changed, and the tests that are to notice: files or globs. `bound` is the share of the changes that they have to
 * notice, in percent: 90 for what writes, for the limiter and for what must lose nothing.
 *
 * @typedef {{ code: string[], tests: string[], bound: number }} Subject
 */

/** @type {Record<string, Subject>} */
const subjects = {
	limiter: {
		code: ['api/client/{bucket,limiter,policy}.ts'],
		tests: ['test/api/client/{bucket/*,limiter}.test.cts'],
		bound: 90,
	},
	retry: {
		code: ['api/client/{retry,client,attempt,circuitBreaker}.ts'],
		tests: [
			'test/api/client/{retry,client,lostWrite,looks,cancelled,circuitBreaker,doubt}.test.cts',
			'test/faults/{outage,matrix}.test.cts',
		],
		bound: 90,
	},
	merge: {
		code: ['api/records/merge.ts', 'api/order/update/patch.ts'],
		tests: ['test/api/records/merge.test.cts', 'test/api/order/update/patch.test.cts'],
		bound: 90,
	},
	paging: {
		code: ['api/lists/paging.ts'],
		tests: ['test/api/lists/paging*.test.cts'],
		bound: 90,
	},
	polling: {
		code: [
			'api/polling/{defineEvent,events}.ts',
			'api/polling/memory/*.ts',
			'api/polling/reading/change.ts',
			'api/records/ids.ts',
		],
		tests: ['test/api/polling/*.test.cts', 'test/api/polling/memory/*.test.cts'],
		bound: 90,
	},
	reading: {
		code: [
			'api/polling/poll.ts',
			'api/polling/reading/{clocks,list,readByPages,readChanges,readingPass,sequence,startDate,window}.ts',
		],
		tests: [
			'test/api/polling/reading/{startDate,bulk,clocks,pass,oneAnswer,fullAnswer,byId,checks,sequence}.test.cts',
			'test/api/polling/{beginning,inventory,orders}.test.cts',
		],
		bound: 90,
	},
	signature: {
		code: ['api/webhook/*.ts'],
		tests: ['test/api/webhook/*.test.cts'],
		bound: 90,
	},
	creating: {
		code: ['api/order/{create,findCreated,sameOrder,addNote,upsert}.ts', 'api/writing/recentWrites.ts'],
		tests: [
			'test/api/order/{addNote,create,laidOver,order,upsert}.test.cts',
			'test/api/order/lost/{findCreated,lostNote,lostOrder,sameOrder,similarOrders}.test.cts',
			'test/api/writing/recentWrites.test.cts',
			'test/api/{oddAnswers/*,rewritten}.test.cts',
		],
		bound: 90,
	},
	updating: {
		code: ['api/order/update/{plan,send,update,verify,deleteItems}.ts'],
		tests: ['test/api/order/update/*.test.cts', 'test/api/{oddAnswers/*,rewritten}.test.cts'],
		bound: 90,
	},
	moving: {
		code: ['api/order/move/*.ts'],
		tests: ['test/api/order/move/*.test.cts', 'test/api/oddAnswers/*.test.cts'],
		bound: 90,
	},
	shipments: {
		code: ['api/shipment/*.ts'],
		tests: ['test/api/shipment/*.test.cts', 'test/api/rewritten.test.cts'],
		bound: 90,
	},
	inventory: {
		code: ['api/inventoryItem/*.ts'],
		tests: ['test/api/inventoryItem/{*,doubt/*}.test.cts'],
		bound: 90,
	},
	searching: {
		code: ['api/order/search.ts'],
		tests: [
			'test/api/order/{order,search,searchRequests,sorting}.test.cts',
			'test/api/oddAnswers/*.test.cts',
			'test/api/order/move/{lostMove,results}.test.cts',
		],
		bound: 85,
	},
	running: {
		code: ['nodes/OrderDesk/run/*.ts'],
		tests: [
			'test/nodes/OrderDesk/run/{eachItem,lookups,outputItems,prepareAndRun,retryMemory,runOperation}.test.cts',
			'test/engine/everyOperation.test.cts',
		],
		bound: 90,
	},
	parameters: {
		code: [
			'nodes/shared/{parameters,dateTime}.ts',
			'nodes/OrderDesk/parameters.ts',
			'nodes/OrderDesk/properties/{record,rows}.ts',
		],
		tests: ['test/nodes/shared/*.test.cts', 'test/nodes/OrderDesk/{parameters,properties/*}.test.cts'],
		bound: 90,
	},
	receiving: {
		code: ['nodes/OrderDeskTrigger/{receiver,postQueue,verifyPost}.ts'],
		tests: [
			'test/nodes/OrderDeskTrigger/*.test.cts',
			'test/engine/trigger/*.test.cts',
			'test/engine/stores/trigger.test.cts',
		],
		bound: 85,
	},
	checking: {
		code: ['nodes/OrderDeskPollingTrigger/{check,settings,storedState,pollTimes}.ts'],
		tests: [
			'test/nodes/OrderDeskPollingTrigger/*.test.cts',
			'test/engine/polling/*.test.cts',
			'test/engine/stores/polling.test.cts',
		],
		bound: 85,
	},
};

module.exports = { subjects };
