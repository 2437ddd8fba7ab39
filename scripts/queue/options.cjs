// @ts-check
'use strict';

const { parseArgs } = require('node:util');
const { UserError } = require('../shared/user-error.cjs');
const { SCENARIOS } = require('./scenarios.cjs');

const HELP = `npm run test:queue -- [options]

Runs n8n in queue mode, with Redis and PostgreSQL, against the sandbox store.

  --long           all scenarios instead of the short one
  --only <ids>     these scenarios, separated by commas
  --help           this text

${SCENARIOS.map(({ id, title }) => `  ${id.padEnd(16)} ${title}`).join('\n')}`;

/** @typedef {{ help: boolean, scenarios: import('./scenarios.cjs').Scenario[] }} QueueOptions */

/**
 * @param {string[]} args
 * @returns {QueueOptions} throws UserError
 */
function readOptions(args) {
	const { help, long, only } = parse(args);
	const wanted = only?.split(',');
	const unknown = wanted?.filter((id) => !SCENARIOS.some((scenario) => scenario.id === id)) ?? [];
	if (unknown.length > 0) throw new UserError(`There is no scenario ${unknown.join(', ')}.\n\n${HELP}`);
	const chosen = SCENARIOS.filter(({ id, isShort }) => wanted?.includes(id) ?? (long || isShort));
	return { help, scenarios: chosen };
}

/** @param {string[]} args */
function parse(args) {
	try {
		const { values } = parseArgs({
			args,
			options: {
				help: { type: 'boolean', short: 'h', default: false },
				long: { type: 'boolean', default: false },
				only: { type: 'string' },
			},
		});
		return values;
	} catch (error) {
		throw new UserError(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
	}
}

module.exports = { HELP, readOptions };
