// @ts-check
'use strict';

const { pairs } = require('./scenarios/pairs.cjs');
const { workerKilled } = require('./scenarios/worker-killed.cjs');

/**
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} title
 * @property {boolean} [isShort] whether it is part of `npm test`
 * @property {Record<string, string>} [settings] environment variables for n8n
 * @property {(world: import('./world.cjs').World, list: import('../shared/checklist.cjs').Checklist) => Promise<void>} run
 */

/** Each begins with an empty n8n. @type {Scenario[]} */
const SCENARIOS = [
	{ id: 'worker-killed', title: '60 orders, two workers, one of them killed', isShort: true, run: workerKilled },
	{ id: 'pairs', title: 'The same post to two webhook processors at once, 1,000 times', run: pairs },
];

module.exports = { SCENARIOS };
