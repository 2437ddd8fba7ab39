// @ts-check
'use strict';

const { createRequire } = require('node:module');
const { N8N_SCRIPT } = require('../install/n8n.cjs');
const { HOST } = require('../start/ports.cjs');

/**
 * @typedef {{ query: (sql: string, values?: unknown[]) => Promise<{ rows: any[] }>, end: () => Promise<void> }} Database
 */

/**
 * @param {{ port: number, user: string, database: string }} where
 * @returns {Promise<Database>} through the driver that comes with n8n
 */
async function connectTo({ port, user, database }) {
	const { Client } = createRequire(N8N_SCRIPT)('pg');
	const client = new Client({ host: HOST, port, user, database });
	// The server going away is noticed by the next query.
	client.on('error', () => {});
	await client.connect();
	return client;
}

module.exports = { connectTo };
