// @ts-check
'use strict';

const { createRequire } = require('node:module');
const { DatabaseSync } = require('node:sqlite');
const { OWN_HOST } = require('../install/n8n.cjs');
const { HOST } = require('../start/ports.cjs');

/**
 * @typedef {{ query: (sql: string, values?: unknown[]) => Promise<{ rows: any[] }>, end: () => Promise<void> }} Database
 */

/**
 * @param {{ port: number, user: string, database: string }} where
 * @returns {Promise<Database>} through the driver that comes with n8n
 */
async function connectTo({ port, user, database }) {
	const { Client } = createRequire(OWN_HOST.script)('pg');
	const client = new Client({ host: HOST, port, user, database });
	// The server going away is noticed by the next query.
	client.on('error', () => {});
	await client.connect();
	return client;
}

/**
 * @param {string} file
 * @returns {Database} the database of an n8n that uses SQLite, to be read
 */
function openSqlite(file) {
	const database = new DatabaseSync(file, { readOnly: true });
	return {
		query: async (sql, values = []) => {
			const rows = database.prepare(sql.replace(/\$\d/g, '?')).all(.../** @type {string[]} */ (values));
			return { rows };
		},
		end: async () => database.close(),
	};
}

module.exports = { connectTo, openSqlite };
