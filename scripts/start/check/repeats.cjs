// @ts-check
'use strict';

const crypto = require('node:crypto');
const { setTimeout: sleep } = require('node:timers/promises');
const { waitFor } = require('../../shared/wait.cjs');
const { untilItListens } = require('../seed.cjs');

const PATIENCE_SECONDS = 180;
/** An execution that shouldn't be there would show up within a fraction of this. */
const SETTLE_MS = 2000;

/** Order metadata that asks for the post as JSON, where the switch `jsonFlag` lets it. */
const AS_JSON = { order_metadata: { json_post_in_body: '1' } };

/**
 * Every way in which the sandbox can post an order.
 *
 * @type {{ switches: Record<string, string>, order?: Record<string, unknown> }[]}
 */
const WAYS = [
	{ switches: {} },
	{ switches: { formEncoding: 'rawurlencoded' } },
	{ switches: { formEncoding: 'twice' } },
	{ switches: { formEncoding: 'multipart' } },
	{ switches: { hashOver: 'rawurldecoded' } },
	{ switches: { jsonFlag: 'wins' }, order: AS_JSON },
	{ switches: { jsonFlag: 'wins', jsonBodyShape: 'wrapped' }, order: AS_JSON },
	{ switches: { jsonFlag: 'wins', jsonBodyShape: 'wrapped', jsonHashOver: 'order' }, order: AS_JSON },
	{ switches: { jsonFlag: 'wins', jsonBodyShape: 'wrappedText', jsonHashOver: 'order' }, order: AS_JSON },
];
const DEFAULTS = {
	formEncoding: 'urlencoded',
	hashOver: 'decoded',
	jsonFlag: 'ignored',
	jsonBodyShape: 'order',
	jsonHashOver: 'body',
};

/**
 * Orders posted in every encoding come out of example 4 as the sandbox has them, each once: also when it posts them
 * again, and again after n8n was restarted. Once the workflow is switched off, nothing is taken.
 *
 * @param {import('./run-check.cjs').Scene} scene
 */
async function checkRepeats({ list, n8n, sandbox, once, restartN8n }) {
	/** @type {import('../../shared/sandbox-client.cjs').SandboxOrder[]} */
	const orders = [];
	for (const [number, { switches, order }] of WAYS.entries()) {
		await sandbox.setSwitches({ ...DEFAULTS, ...switches });
		const email = `repeat.${number}+50%ä@example.com`;
		orders.push(await sandbox.createOrder({ ...order, email }));
		await list.row(
			`posted ${Object.entries(switches).join(' ').replaceAll(',', '=') || 'as a form'}`,
			'HTTP 200: Accepted',
			async () => await answers(sandbox, once, orders.at(-1)?.id),
			PATIENCE_SECONDS,
		);
	}
	const committed = orders.map(({ id, email }) => `${id} ${email}`).join(', ');
	const cameOut = () => emitted(n8n, once);
	await list.row('what came out of example 4', committed, cameOut, PATIENCE_SECONDS);

	await postAllAgain(sandbox, once, WAYS);
	await list.row(
		'all posted again',
		all('HTTP 200: Accepted before'),
		() => lastAnswers(sandbox, once),
		PATIENCE_SECONDS,
	);
	await restartN8n();
	await untilItListens(once.webhookUrl, once.name);
	await postAllAgain(sandbox, once, WAYS);
	await list.row(
		'and once more, n8n having been restarted',
		all('HTTP 200: Accepted before'),
		() => lastAnswers(sandbox, once),
		PATIENCE_SECONDS,
	);
	await sleep(SETTLE_MS);
	await list.row('what came out of it, still', committed, cameOut);

	await n8n.deactivate(once.id);
	// n8n answers before it has stopped to listen.
	await waitFor('the webhook to be gone', PATIENCE_SECONDS, async () => {
		return (await fetch(once.webhookUrl, { method: 'POST' })).status === 404;
	});
	await postAllAgain(sandbox, once, WAYS);
	await list.row(
		'posted to the workflow switched off',
		all('HTTP 404'),
		() => lastAnswers(sandbox, once),
		PATIENCE_SECONDS,
	);
	await list.row('what came out of it then', committed, cameOut);
	await sandbox.setSwitches(DEFAULTS);
}

/** @param {string} answer */
const all = (answer) => `${WAYS.length} × ${answer}`;

/**
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {import('../seed.cjs').SeededWorkflow} workflow
 * @returns {Promise<import('../../shared/sandbox-client.cjs').Appointment[]>} newest first
 */
async function postsTo(sandbox, { webhookUrl }) {
	return (await sandbox.appointments()).filter(({ url }) => url === webhookUrl);
}

/** @param {import('../../shared/sandbox-client.cjs').Attempt | undefined} attempt */
function shown(attempt) {
	if (!attempt) return 'not posted';
	const { status, reply, error } = attempt;
	if (status === null) return error;
	return status === 200 ? `HTTP 200: ${reply}` : `HTTP ${status}`;
}

/**
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {import('../seed.cjs').SeededWorkflow} workflow
 * @param {string | undefined} orderId
 */
async function answers(sandbox, workflow, orderId) {
	const posts = (await postsTo(sandbox, workflow)).filter(({ order_id }) => order_id === orderId);
	return posts.flatMap(({ attempts }) => attempts.map(shown)).join(', ');
}

/**
 * Posts exactly what was posted before: in the same encodings, since the bytes tell a repeat.
 *
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {import('../seed.cjs').SeededWorkflow} workflow
 * @param {typeof WAYS} ways
 */
async function postAllAgain(sandbox, workflow, ways) {
	const posts = (await postsTo(sandbox, workflow)).reverse();
	for (const [number, { id, attempts }] of posts.entries()) {
		await sandbox.setSwitches({ ...DEFAULTS, ...ways[number]?.switches });
		await sandbox.runAgain(id);
		const deadline = Date.now() + PATIENCE_SECONDS * 1000;
		const isPosted = async () =>
			(await postsTo(sandbox, workflow)).some((post) => post.id === id && post.attempts.length > attempts.length);
		while (!(await isPosted()) && Date.now() < deadline) await sleep(50);
	}
}

/**
 * @param {import('../../shared/sandbox-client.cjs').SandboxClient} sandbox
 * @param {import('../seed.cjs').SeededWorkflow} workflow
 * @returns {Promise<string>} the answers to the last attempt of every post, counted
 */
async function lastAnswers(sandbox, workflow) {
	/** @type {Map<string, number>} */
	const counts = new Map();
	for (const { attempts } of await postsTo(sandbox, workflow)) {
		const answer = shown(attempts.at(-1));
		counts.set(answer, (counts.get(answer) ?? 0) + 1);
	}
	return [...counts].map(([answer, count]) => `${count} × ${answer}`).join(', ');
}

/**
 * @param {import('../../n8n/client.cjs').N8nClient} n8n
 * @param {import('../seed.cjs').SeededWorkflow} workflow
 * @returns {Promise<string>} the orders its executions were started with, oldest first
 */
async function emitted(n8n, { id }) {
	const executions = (await n8n.executions(id)).reverse();
	const items = executions.map(async (execution) => {
		const { runData, error } = await n8n.execution(execution.id);
		const goesOn = runData['Only once']?.[0]?.data?.main?.[0]?.length > 0;
		const kept = goesOn ? runData['Order created']?.[0]?.data?.main?.[0] : [];
		return error || kept.map((/** @type {{ json: any }} */ { json }) => `${json.id} ${json.email}`).join(', ');
	});
	return (await Promise.all(items)).join(', ');
}

/**
 * In place of example 4, for an n8n that is too old for it: the trigger, and nothing after it that would drop repeats.
 *
 * @param {import('../running.cjs').Running} running
 * @param {string} credentialId
 * @returns {Promise<import('../seed.cjs').SeededWorkflow>}
 */
async function importTriggerAlone({ n8n, sandbox }, credentialId) {
	const name = 'Trigger alone';
	const event = 'orderCreatedManually';
	const trigger = {
		id: 'trigger',
		name: 'Order created',
		type: 'n8n-nodes-order-desk.orderDeskTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters: { event },
		credentials: { orderDeskApi: { id: credentialId, name: 'Order Desk sandbox' } },
	};
	const end = { id: 'end', name: 'Only once', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0] };
	const connections = { [trigger.name]: { main: [[{ node: end.name, type: 'main', index: 0 }]] } };
	const nodes = [trigger, { ...end, parameters: {} }];
	const saved = await n8n.saveWorkflow({ name, nodes, connections, settings: {} });
	await n8n.activate(saved);
	const webhookUrl = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
	await untilItListens(webhookUrl, name);
	await sandbox.saveRule({ name, event, url: webhookUrl });
	return { file: '', id: saved.id, name, active: true, url: '', webhookUrl, event, triggerName: trigger.name };
}

module.exports = { checkRepeats, importTriggerAlone };
