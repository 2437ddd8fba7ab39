// @ts-check
'use strict';

const { HELP_OPTION, readArgs } = require('../shared/command-line.cjs');
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
	const options = /** @type {const} */ ({
		help: HELP_OPTION,
		long: { type: 'boolean', default: false },
		only: { type: 'string' },
	});
	const { help, long, only } = readArgs({ args, options }, HELP).values;
	const wanted = only?.split(',');
	const unknown = wanted?.filter((id) => !SCENARIOS.some((scenario) => scenario.id === id)) ?? [];
	if (unknown.length > 0) throw new UserError(`There is no scenario ${unknown.join(', ')}.\n\n${HELP}`);
	const chosen = SCENARIOS.filter(({ id, isShort }) => wanted?.includes(id) ?? (long || isShort));
	return { help, scenarios: chosen };
}

module.exports = { HELP, readOptions };
