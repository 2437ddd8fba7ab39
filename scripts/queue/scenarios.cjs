// @ts-check
'use strict';

const { COMPARISON, cost } = require('./scenarios/cost.cjs');
const { killed } = require('./scenarios/killed.cjs');
const { load, rush } = require('./scenarios/load.cjs');
const { STORES, memory } = require('./scenarios/memory.cjs');
const { pairs } = require('./scenarios/pairs.cjs');
const { polling } = require('./scenarios/polling.cjs');
const { SINGLE, single } = require('./scenarios/single.cjs');
const { DURABLE_CURSORS } = require('../start/check/polling.cjs');

/**
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} title
 * @property {boolean} [isShort] whether it is part of `npm test`
 * @property {Record<string, string>} [settings] environment variables for n8n
 * @property {number} [stores] one when left out
 * @property {(world: import('./world.cjs').World, list: import('../shared/checklist.cjs').Checklist) => Promise<void>} run
 */

/** A dead worker is noticed after seconds, not after a minute and a half. */
const NOTICED_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** Each begins with an empty n8n. @type {Scenario[]} */
const SCENARIOS = [
	{
		id: 'worker-killed',
		title: 'A stream of orders, two workers, one of them killed',
		isShort: true,
		settings: NOTICED_SOON,
		run: killed(['worker']),
	},
	{
		id: 'all-killed',
		title: 'A stream of orders; a webhook processor, the main process, Redis and a worker killed one after the other',
		settings: { ...NOTICED_SOON, N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1' },
		run: killed(['webhook', 'main', 'redis', 'worker']),
	},
	{ id: 'load', title: '90 orders at 4 a second with one, two and three workers', run: load },
	{
		id: 'rush',
		title: '12 runs that get 60 orders each, at once, on three workers',
		settings: { OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true' },
		run: rush,
	},
	{
		id: 'polling',
		title: 'A polling trigger; the main process killed three times while it checks',
		run: polling({ mayLose: true }),
	},
	{
		id: 'polling-durable',
		title: 'The same with durable cursors',
		settings: DURABLE_CURSORS,
		run: polling({ mayLose: false }),
	},
	{ id: 'single', title: '60 orders, one process on SQLite, killed twice', settings: SINGLE, run: single },
	{
		id: 'cost',
		title: 'The time of the processor that a post takes',
		settings: { N8N_CUSTOM_EXTENSIONS: COMPARISON },
		run: cost,
	},
	{
		id: 'cost-lazy',
		title: 'The same with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE',
		settings: { N8N_CUSTOM_EXTENSIONS: COMPARISON, N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
		run: cost,
	},
	{
		id: 'memory',
		title: 'The memory of a worker after 2,000 executions, beside that with the HTTP Request node',
		stores: STORES,
		run: memory,
	},
	{ id: 'pairs', title: 'The same post to two webhook processors at once, 1,000 times', run: pairs },
];

module.exports = { SCENARIOS };
