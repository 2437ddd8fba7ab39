// @ts-check
'use strict';

const { code, linkTo, table } = require('../shared/markdown.cjs');

/**
 * What the document uses of an operation and of a resource of the node.
 *
 * @typedef {object} Operation
 * @property {string} name
 * @property {string} value
 * @property {string} description
 * @property {Readonly<Record<string, unknown>>} [record]
 * @property {Readonly<Record<string, unknown>>} [returns]
 * @property {readonly string[]} [without]
 *
 * @typedef {{ readonly name: string, readonly value: string, readonly operations: readonly Operation[] }} Resource
 *
 * @typedef {object} Documented
 * @property {string} key `resource.operation`
 * @property {Resource} resource
 * @property {Operation} operation
 * @property {import('./parameters.cjs').Parameter[]} parameters
 * @property {string} heading
 *
 * @typedef {import('./ibexa.cjs').Module} Module
 */

/**
 * @param {{ name: string }} resource
 * @param {{ name: string }} operation
 */
const headingOf = (resource, operation) => `${resource.name}: ${operation.name}`;

/**
 * @param {Documented} one
 * @param {Documented[]} all in the sequence of the document
 * @param {Module[]} modules
 * @returns {string[]} paragraphs
 */
function operationSection(one, all, modules) {
	const names = namesAtIbexa(one.key, modules);
	const shown = one.parameters.filter(({ plumbing }) => !plumbing);
	const earlier = all.slice(0, all.indexOf(one));
	const twin = names.size === 0 ? earlier.find((other) => sameCollection(one, other)) : undefined;
	const rows = shown
		.filter(({ path }) => !(twin && path.startsWith('additionalFields.')))
		.map(({ path, label, kind, description }) => [
			label,
			code(path),
			kind,
			(names.get(path) ?? []).join(', '),
			twin && path === 'additionalFields' ? `The same fields as in ${linkTo(twin.heading)}` : description,
		]);
	return [
		`## ${one.heading}`,
		`${one.operation.description.replace(/\.$/, '')}.`,
		...(rows.length > 0 ? [table(['Field', 'Parameter', 'Kind', 'Ibexa', 'Description'], rows)] : []),
		returned(one, earlier),
	];
}

/**
 * How Ibexa calls the parameters of an operation, by path.
 *
 * @param {string} key
 * @param {Module[]} modules
 * @returns {Map<string, string[]>}
 */
function namesAtIbexa(key, modules) {
	const names = new Map();
	for (const { fields } of modules) {
		for (const { operation, path, name } of fields) {
			if (operation !== key || path === undefined) continue;
			const short = name.split(' > ').at(-1);
			names.set(path, [...new Set([...(names.get(path) ?? []), short])]);
		}
	}
	return names;
}

/**
 * Whether two operations ask for the same additional fields, of which there are many.
 *
 * @param {Documented} one
 * @param {Documented} other
 */
function sameCollection(one, other) {
	/** @param {Documented} operation */
	const inside = ({ parameters }) =>
		JSON.stringify(parameters.filter(({ path }) => path.startsWith('additionalFields.')));
	return inside(one) !== '[]' && inside(one) === inside(other);
}

/**
 * @param {Documented} one
 * @param {Documented[]} earlier
 */
function returned({ operation: { record, returns = {}, without = [] } }, earlier) {
	const first = earlier.find(({ operation }) => operation.record === record);
	const fields = Object.keys(record ?? {}).map(code);
	const whole = record && (first ? `the record, as in ${linkTo(first.heading)}` : `the record (${fields.join(', ')})`);
	const own = Object.keys(returns).map(code).join(', ');
	if (without.length === 0) return `Returns ${[whole, own].filter(Boolean).join(', ')}.`;
	return `Returns ${own} and ${whole}, but without ${without.map(code).join(', ')}.`;
}

module.exports = { headingOf, operationSection };
