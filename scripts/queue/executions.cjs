// @ts-check
'use strict';

const { createRequire } = require('node:module');
const { OWN_HOST } = require('../install/n8n.cjs');

/**
 * @typedef {object} Execution as n8n has recorded it
 * @property {string} id
 * @property {string} status
 * @property {string} orderId of the order that started it
 * @property {string[]} orderIds of all orders that started it
 * @property {string} error
 * @property {string | null} retryOf the execution that it repeats
 */

/** The statuses of an execution that has not ended. */
const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

/**
 * @param {import('./database.cjs').Database} database
 * @param {string} workflowId
 * @returns {Promise<Execution[]>} oldest first
 */
async function executionsOf(database, workflowId) {
	const { rows } = await database.query(
		`SELECT e.id, e.status, e."retryOf", d.data FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
		WHERE e."workflowId" = $1 ORDER BY e.id`,
		[workflowId],
	);
	const { parse } = createRequire(OWN_HOST.script)('flatted');
	return rows.map(({ id, status, retryOf, data }) => ({ id: String(id), status, retryOf, ...contentOf(parse(data)) }));
}

/**
 * @param {any} data
 * @returns {{ orderId: string, orderIds: string[], error: string }}
 */
function contentOf({ resultData, executionData }) {
	const runs = Object.values(resultData?.runData ?? {});
	// An execution that was cut off has no results yet, only what it was to begin with.
	const first = runs[0]?.[0]?.data ?? executionData?.nodeExecutionStack?.[0]?.data;
	/** @type {{ json: Record<string, unknown> }[]} */
	const items = first?.main?.[0] ?? [];
	const orderIds = items.map(({ json }) => String(json['id']));
	return { orderId: orderIds[0] ?? '', orderIds, error: String(resultData?.error?.message ?? '') };
}

/**
 * @param {import('./database.cjs').Database} database
 * @param {string} workflowId
 * @returns {Promise<Record<string, number>>} how many executions have each status
 */
async function statusesOf(database, workflowId) {
	const { rows } = await database.query(
		'SELECT status, count(*) AS count FROM execution_entity WHERE "workflowId" = $1 GROUP BY status ORDER BY status',
		[workflowId],
	);
	return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
}

/**
 * @param {import('./database.cjs').Database} database
 * @param {string} workflowId
 * @returns {Promise<number>} executions that have not ended
 */
async function unfinished(database, workflowId) {
	const statuses = await statusesOf(database, workflowId);
	return UNFINISHED.reduce((sum, status) => sum + (statuses[status] ?? 0), 0);
}

module.exports = { executionsOf, statusesOf, unfinished };
