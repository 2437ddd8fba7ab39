// @ts-check
'use strict';

/*
 * docs/errors.md: every message of the nodes, from the tables that the code takes them from.
 */

const { code, table } = require('./shared/markdown.cjs');

/** The tables of messages, in the sequence of the document: its heading, the module, and what the module exports. */
const AREAS = [
	{ heading: 'The connection and the answer', module: 'api/messages/requests', name: 'requestMessages' },
	{ heading: 'The test of a credential', module: 'nodes/messages/credentials', name: 'credentialMessages' },
	{ heading: 'Addresses and paths', module: 'api/messages/addresses', name: 'addressMessages' },
	{ heading: 'A credential for several stores', module: 'api/messages/stores', name: 'storeMessages' },
	{ heading: 'Orders, their items and shipments', module: 'api/messages/orders', name: 'orderMessages' },
	{ heading: 'Inventory items', module: 'api/messages/inventory', name: 'inventoryMessages' },
	{ heading: 'Any parameter', module: 'nodes/messages/parameters', name: 'parameterMessages' },
	{ heading: 'Records, filters and output', module: 'nodes/messages/records', name: 'recordMessages' },
	{ heading: 'Single operations', module: 'nodes/messages/operations', name: 'operationMessages' },
	{ heading: 'The polling trigger', module: 'nodes/messages/triggers', name: 'triggerMessages' },
	{ heading: 'Folders, lists and odd answers', module: 'api/messages/answers', name: 'answerMessages' },
];

/**
 * @typedef {{ when: string, text: string, advice: string }} Message
 * @typedef {object} Area
 * @property {string} heading
 * @property {Readonly<Record<string, Message>>} messages by their IDs
 */

/**
 * A text with its values in italics.
 *
 * @param {string} text
 */
const withValues = (text) => text.replace(/<(\w+)>/g, '_$1_');

/**
 * @param {readonly Area[]} areas
 * @returns {string} Markdown
 */
function errorsDocument(areas) {
	return `${[
		'# What the nodes say when something fails',
		'Written by `npm run docs` from the tables of messages in `api/messages/` and `nodes/messages/`: change those. A word in _italics_ stands for a value.',
		'n8n shows the message with what to do below it, and tells which input item it belongs to. An AI agent gets both as one text. Where the run goes on, the item has them as `error` and `details.advice`.',
		...areas.flatMap(({ heading, messages }) => [
			`## ${heading}`,
			table(
				['Message', 'When', 'What to do', 'ID'],
				Object.entries(messages).map(([id, { when, text, advice }]) => [
					withValues(text),
					withValues(when),
					withValues(advice),
					code(id),
				]),
			),
		]),
	].join('\n\n')}\n`;
}

/**
 * The tables of a build.
 *
 * @param {(module: string) => Record<string, Area['messages']>} load
 * @returns {Area[]}
 */
const areasOf = (load) => AREAS.map(({ heading, module, name }) => ({ heading, messages: load(module)[name] ?? {} }));

module.exports = { AREAS, areasOf, errorsDocument };
