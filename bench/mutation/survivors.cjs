'use strict';

/*
 * Faults that survived once: somebody planted them by hand, and no test noticed. Each has the test by now that keeps the
 * promise it breaks. `npm test` plants them all; so does `node bench/mutation/survivors.cjs [names]`.
 */

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, loadTests } = require('./loading.cjs');
const { planting } = require('./planted.cjs');

/** @typedef {{ file: string, from: string, to: string, test: [file: string, name: string] }} Survivor `from` stands in the file once; `name` is how the name of the test begins */

const settings = 'nodes/OrderDeskPollingTrigger/settings.ts';
const check = 'nodes/OrderDeskPollingTrigger/check.ts';
const connect = 'nodes/connection/connect.ts';
const fields = 'api/records/fields/order.ts';
const pollingSettings = 'test/engine/polling/settings.test.cts';

/** @type {Record<string, Survivor>} */
const survivors = {
	'a polling trigger goes on with the state of another host': {
		file: settings,
		from: '[storeKey, settings.event,',
		to: '[settings.event,',
		test: [pollingSettings, 'when its credential is that of another host'],
	},
	'a polling trigger goes on with the state of another threshold': {
		file: settings,
		from: '.sort(), threshold]',
		to: '.sort()]',
		test: [pollingSettings, 'when its threshold is raised'],
	},
	'a polling trigger goes on with the state of another start': {
		file: settings,
		from: 'settings.startAt.text, [',
		to: '[',
		test: ['test/engine/polling/startAt.test.cts', 'starts the trigger anew when its text changes'],
	},
	'a polling trigger goes on with the state of other folders': {
		file: settings,
		from: '[...folders].sort(), ',
		to: '',
		test: [pollingSettings, 'when other folders are watched'],
	},
	'Start At is read as UTC': {
		file: 'nodes/shared/parameters.ts',
		from: 'dateTimeOf(value, this.context.getTimezone())',
		to: "dateTimeOf(value, 'UTC')",
		test: [pollingSettings, 'is in the time zone of the workflow'],
	},
	'the lookback is taken as it is': {
		file: settings,
		from: 'Math.min(60, Math.max(1, minutes))',
		to: 'minutes',
		test: [pollingSettings, 'is at least 1 and at most 60'],
	},
	'a check takes ten minutes': {
		file: check,
		from: 'const maxCheckTime = 40_000;',
		to: 'const maxCheckTime = 600_000;',
		test: [pollingSettings, 'ends within 40 seconds'],
	},
	'two polling triggers of a workflow are one': {
		file: check,
		from: '${String(context.getWorkflow().id)} ${context.getNode().id}',
		to: '${String(context.getWorkflow().id)}',
		test: [pollingSettings, 'with different IDs in one workflow'],
	},
	'the polling triggers of two workflows are one': {
		file: check,
		from: '${String(context.getWorkflow().id)} ${context.getNode().id}',
		to: '${context.getNode().id}',
		test: [pollingSettings, 'with one ID in two workflows'],
	},
	'the webhook triggers of a workflow are one': {
		file: 'nodes/OrderDeskTrigger/receiver.ts',
		from: '[workflowId, context.getNode().id, ',
		to: '[workflowId, ',
		test: ['test/engine/trigger/memory.test.cts', 'is different for each trigger of a workflow'],
	},
	'the webhook triggers of two workflows are one': {
		file: 'nodes/OrderDeskTrigger/receiver.ts',
		from: '[workflowId, context.getNode().id, ',
		to: '[context.getNode().id, ',
		test: ['test/engine/trigger/memory.test.cts', 'is different for each trigger of a workflow'],
	},
	'each execution has a bucket of its own': {
		file: connect,
		from: 'limiters.for(storeKey)',
		to: 'new Limiter(clock)',
		test: ['test/nodes/connection/connect.test.cts', 'send no more requests together'],
	},
	'a store is known by its ID alone': {
		file: connect,
		from: '`${URL.canParse(url) ? new URL(url).host : url} ${String(',
		to: '`${String(',
		test: ['test/nodes/connection/connect.test.cts', 'is another one than a store with'],
	},
	'a store is known by its host alone': {
		file: connect,
		from: " ${String(storeId ?? '').trim()}`",
		to: '`',
		test: ['test/nodes/connection/connect.test.cts', 'is another one than a store with'],
	},
	'a cancelled execution goes on waiting': {
		file: connect,
		from: '\t\tsignal,\n',
		to: '',
		test: ['test/nodes/connection/connect.test.cts', 'send no more requests together'],
	},
	'items are begun after one that stops the run': {
		file: 'nodes/OrderDesk/run/eachItem.ts',
		from: 'if (stopAtFailure && !done.ok) run.stop();',
		to: '',
		test: ['test/nodes/OrderDesk/run/eachItem.test.cts', 'at index '],
	},
	'what failed runs have done is kept for ever': {
		file: 'nodes/OrderDesk/run/retryMemory.ts',
		from: 'if (isTooMuch || now - memory.keptAt > keptFor) runs.delete(run);',
		to: '',
		test: ['test/nodes/OrderDesk/run/retryMemory.test.cts', 'is kept for the latest run however much it is'],
	},
	'a secret of 8 characters is accepted': {
		file: 'nodes/OrderDeskTrigger/verifyPost.ts',
		from: 'const minSecretLength = 16;',
		to: 'const minSecretLength = 8;',
		test: ['test/engine/trigger/shipmentNotifications.test.cts', 'gets 503 while the secret'],
	},
	'n8n shows the secret in an order of the action node': {
		file: 'nodes/OrderDesk/OrderDesk.node.ts',
		from: '\t\tsensitiveOutputFields,\n',
		to: '',
		test: ['test/engine/sensitiveFields.test.cts', 'is in the output of Order > Get'],
	},
	'n8n shows the secret in an order of the polling trigger': {
		file: 'nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node.ts',
		from: '\t\tsensitiveOutputFields,\n',
		to: '',
		test: ['test/engine/sensitiveFields.test.cts', 'is in the output of Order Desk Polling Trigger'],
	},
	'n8n shows the secret in an order of the webhook trigger': {
		file: 'nodes/OrderDeskTrigger/OrderDeskTrigger.node.ts',
		from: '\t\tsensitiveOutputFields,\n',
		to: '',
		test: ['test/engine/sensitiveFields.test.cts', 'is in the output of Order Desk Trigger'],
	},
	'the weight of a deleted item is that of one piece': {
		file: fields,
		from: "['weight', 'quantity']",
		to: "['weight']",
		test: ['test/api/order/update/plan.test.cts', 'returns the totals as the store works them out'],
	},
	'totals have binary dust': {
		file: 'api/order/update/deleteItems.ts',
		from: 'Number((numberOf(order, name) - less).toFixed(4))',
		to: 'numberOf(order, name) - less',
		test: ['test/api/order/update/plan.test.cts', 'returns the totals as the store works them out'],
	},
	'stock has binary dust': {
		file: 'nodes/OrderDesk/inventoryItem/adjustStock.operation.ts',
		from: 'Number(stock.toFixed(6))',
		to: 'stock',
		test: ['test/engine/action/inventory/adjustStock.test.cts', 'stores what a person works out'],
	},
	'an upsert changes the source of an order': {
		file: fields,
		from: 'simplified: true,\n\t\tkeptOnUpsert: true,\n\t},\n\temail',
		to: 'simplified: true,\n\t},\n\temail',
		test: ['test/api/order/upsert.test.cts', 'leaves the existing order its source'],
	},
	'only the first field that an operation adds is kept': {
		file: 'nodes/OrderDesk/run/outputItems.ts',
		from: 'Object.keys(returns)',
		to: 'Object.keys(returns).slice(0, 1)',
		test: ['test/engine/action/output.test.cts', 'keeps all that an operation has to say of its own'],
	},
};

if (require.main === module) {
	const runner = require('node:test');
	const names = process.argv.slice(2);
	for (const [name, fault] of Object.entries(survivors)) {
		if (names.length > 0 && !names.includes(name)) continue;
		const [file, promise] = fault.test;
		const plant = planting(fault);
		// Throws here, and not in a test, where it cannot be planted.
		plant(fs.readFileSync(path.join(ROOT, fault.file), 'utf8'), fault.file);
		const it = (/** @type {string} */ title, /** @type {() => unknown} */ run) =>
			title.startsWith(promise) && runner.it(title, run);
		runner.describe(name, () => loadTests({ ...runner, it }, [file], plant));
		runner.describe(`as it is, and not: ${name}`, () => loadTests({ ...runner, it }, [file]));
	}
}

module.exports = { survivors };
