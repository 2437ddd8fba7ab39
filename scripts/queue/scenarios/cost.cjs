// @ts-check
'use strict';

const { randomUUID } = require('node:crypto');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { untilItListens } = require('../../start/seed.cjs');
const { postOf, send } = require('../posts.cjs');
const { processorMs } = require('../processor-time.cjs');
const { SHOP } = require('../workflow.cjs');

/** Where n8n finds the node that ours is compared with. */
const COMPARISON = path.join(__dirname, '..', 'comparison');

const ROUNDS = 3;
const POSTS = 40;
const BOUND = 1.3;
/** Until the processor has heard that its executions have ended. */
const SETTLE_MS = 2000;
/** The triggers, by what they are called here. */
const TRIGGERS = {
	ours: { type: 'n8n-nodes-order-desk.orderDeskTrigger', version: 1, path: '/webhook', parameters: {} },
	plain: { type: 'CUSTOM.plainTrigger', version: 1, path: '/webhook', parameters: {} },
	'Webhook 1': { type: 'n8n-nodes-base.webhook', version: 1, path: '', parameters: { httpMethod: 'POST' } },
	'Webhook 2': { type: 'n8n-nodes-base.webhook', version: 2, path: '', parameters: { httpMethod: 'POST' } },
};

/**
 * What a post costs of the processor's time, beside the least that a webhook of a community node with a credential
 * costs, and n8n's own node.
 *
 * @type {import('../scenarios.cjs').Scenario['run']}
 */
async function cost(world, list) {
	const { processes, sandbox } = world;
	await processes.add('worker');
	const webhook = await processes.add('webhook');
	/** @type {Map<string, { url: string, times: number[] }>} */
	const triggers = new Map();
	for (const [name, trigger] of Object.entries(TRIGGERS)) {
		triggers.set(name, { url: await publish(world, webhook.url, name, trigger), times: [] });
	}
	for (let round = 0; round <= ROUNDS; round++) {
		for (const { url, times } of triggers.values()) {
			const posts = [];
			while (posts.length < POSTS) posts.push(postOf(await sandbox.importOrder({ source_name: SHOP })));
			const before = processorMs(webhook.pid());
			for (const post of posts) await send(url, post);
			await sleep(SETTLE_MS);
			// The first round warms up.
			if (round > 0) times.push((processorMs(webhook.pid()) - before) / POSTS);
		}
	}
	const medians = Object.fromEntries([...triggers].map(([name, { times }]) => [name, median(times)]));
	const shown = Object.entries(medians).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
	console.log(`  Time of the processor for a post: ${shown.join(', ')}`);
	const ratio = (medians['ours'] ?? NaN) / (medians['plain'] ?? NaN);
	await list.row(`a post costs at most ${BOUND} × the plain one`, 'yes', () =>
		ratio <= BOUND ? 'yes' : `${ratio.toFixed(2)} ×`,
	);
}

/**
 * @param {import('../world.cjs').World} world
 * @param {string} processor
 * @param {string} name
 * @param {{ type: string, version: number, path: string, parameters: Record<string, unknown> }} trigger
 * @returns {Promise<string>} where to post
 */
async function publish({ n8n, credential }, processor, name, { type, version, path: suffix, parameters }) {
	const webhookId = randomUUID();
	const saved = await n8n.saveWorkflow({
		name,
		settings: { executionOrder: 'v1' },
		nodes: [
			{
				...{ id: randomUUID(), name: 'Trigger', type, typeVersion: version, position: [0, 0], webhookId },
				...{ parameters: { ...parameters, path: webhookId }, credentials: { orderDeskApi: credential } },
			},
			{
				...{ id: randomUUID(), name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0] },
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Nothing', type: 'main', index: 0 }]] } },
	});
	await n8n.activate(saved);
	const url = `${processor}/webhook/${webhookId}${suffix}`;
	await untilItListens(url, name);
	return url;
}

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

module.exports = { COMPARISON, cost };
