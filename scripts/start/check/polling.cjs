// @ts-check
'use strict';

const { waitFor } = require('../../shared/wait.cjs');
const { TRIGGERS, changesOf, lineOf, prepareStore } = require('./polled-changes.cjs');

const PATIENCE_SECONDS = 180;

/** n8n refuses a cron of its own that is due more than once a minute, but takes several of them: every five seconds. */
const POLL_TIMES = {
	item: Array.from({ length: 12 }, (_, place) => ({ mode: 'custom', cronExpression: `${place * 5} * * * * *` })),
};

/** Off by default: n8n stores what a check remembers and the execution it starts in one transaction. */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/**
 * Every event of the polling trigger, in the real n8n: what comes out of it is what the sandbox has committed since it was
 * switched on, each thing once, also what happened while n8n was down or the workflow was switched off.
 *
 * @param {import('./run-check.cjs').Scene} scene
 * @param {string} credentialId
 */
async function checkPolling({ list, n8n, sandbox, restartN8n }, credentialId) {
	const polled = await n8n.saveWorkflow(workflowOf('Polled', Object.keys(TRIGGERS), credentialId));
	const rounds = await prepareStore(sandbox);
	/** @type {string[]} */
	const committed = [];
	const commit = async () => void committed.push(...(await changesOf(sandbox, rounds)));
	const cameOut = emittedBy(n8n, polled.id);
	/** @param {string} what */
	const row = async (what) =>
		await list.row(
			what,
			compared(committed, committed),
			async () => compared(committed, await cameOut()),
			PATIENCE_SECONDS,
		);

	await switchOn(n8n, polled);
	await checksAreMade(sandbox);
	await row('polled: nothing that was there before');
	await commit();
	await row('polled: orders and stock that have changed');
	await restartN8n(commit);
	await row('polled: and what happened while n8n was down');
	await commit();
	await row('polled: and what happened after that');

	// A second trigger that stays on shows when the first one would have noticed.
	const witness = await n8n.saveWorkflow(workflowOf('Witness', ['New or Updated Order'], credentialId));
	const witnessed = emittedBy(n8n, witness.id);
	await switchOn(n8n, witness);
	await switchOff(n8n, polled.id);
	const before = compared(committed, committed);
	const whileOff = await changesOf(sandbox, rounds);
	const updates = whileOff.filter((line) => line.startsWith('New or Updated Order'));
	await list.row(
		'polled by another workflow, this one switched off',
		compared(updates, updates),
		async () => compared(updates, await witnessed()),
		PATIENCE_SECONDS,
	);
	await list.row('polled: nothing more', before, async () => compared(committed, await cameOut()));

	committed.push(...whileOff);
	await switchOn(n8n, polled);
	await row('polled: what happened meanwhile, switched on again');
	await restartN8n(commit, DURABLE_CURSORS);
	await row('polled: n8n restarted, with durable cursors');
	await checksAreMade(sandbox);
	await row('polled: still each thing once');
	for (const { id } of [polled, witness]) await switchOff(n8n, id);
}

/**
 * @param {string} name
 * @param {string[]} triggers
 * @param {string} credentialId
 */
function workflowOf(name, triggers, credentialId) {
	const nodes = triggers.map((trigger, place) => ({
		id: `${name}-${place}`,
		name: trigger,
		type: 'n8n-nodes-order-desk.orderDeskPollingTrigger',
		typeVersion: 1,
		position: [0, place * 200],
		parameters: { ...TRIGGERS[trigger]?.parameters, pollTimes: POLL_TIMES },
		credentials: { orderDeskApi: { id: credentialId, name: 'Order Desk sandbox' } },
	}));
	return { name, nodes, connections: {}, settings: {} };
}

/**
 * @param {import('../../n8n/client.cjs').N8nClient} n8n
 * @param {import('../../n8n/client.cjs').SavedWorkflow} workflow
 */
async function switchOn(n8n, workflow) {
	await n8n.activate(workflow);
	// n8n answers before it has made the first check.
	await waitFor(`"${workflow.name}" to be active`, PATIENCE_SECONDS, async () => {
		return (await n8n.publicationStatus(workflow.id)) === 'published';
	});
}

/**
 * @param {import('../../n8n/client.cjs').N8nClient} n8n
 * @param {string} id
 */
async function switchOff(n8n, id) {
	await n8n.deactivate(id);
	await waitFor('n8n to stop its checks', PATIENCE_SECONDS, async () => {
		return (await n8n.publicationStatus(id)) === 'not_published';
	});
}

/**
 * Until all triggers have looked once more: a check needs a request at least, and the first one may be under way already.
 *
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 */
async function checksAreMade(sandbox) {
	const requests = async () => (await sandbox.state()).counts.requests;
	const enough = (await requests()) + 2 * Object.keys(TRIGGERS).length;
	await waitFor('the checks', PATIENCE_SECONDS, async () => (await requests()) >= enough);
}

/**
 * @param {import('../../n8n/client.cjs').N8nClient} n8n
 * @param {string} workflowId
 * @returns {() => Promise<string[]>} what its executions were started with, as lines
 */
function emittedBy(n8n, workflowId) {
	/** @type {Map<string, string[]>} */
	const known = new Map();
	return async () => {
		for (const { id, status } of await n8n.executions(workflowId)) {
			if (known.has(id) || !['success', 'error'].includes(status)) continue;
			const { runData, error } = await n8n.execution(id);
			const lines = Object.entries(runData).flatMap(([trigger, [run]]) =>
				(run?.data?.main?.[0] ?? []).map((/** @type {{ json: any }} */ { json }) => lineOf(trigger, json)),
			);
			known.set(id, error ? [`error: ${error}`] : lines);
		}
		return [...known.values()].flat();
	};
}

/**
 * @param {string[]} committed
 * @param {string[]} emitted
 */
function compared(committed, emitted) {
	const lost = committed.filter((line) => !emitted.includes(line));
	const others = emitted.filter((line, place) => !committed.includes(line) || emitted.indexOf(line) !== place);
	return [
		`${committed.length - lost.length} of ${committed.length}, each once`,
		...(lost.length > 0 ? [`lost: ${lost.join(', ')}`] : []),
		...(others.length > 0 ? [`twice or unexpected: ${others.join(', ')}`] : []),
	].join('; ');
}

module.exports = { DURABLE_CURSORS, POLL_TIMES, checkPolling, switchOff, switchOn };
