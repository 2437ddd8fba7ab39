// @ts-check
'use strict';

const { code, linkTo, table } = require('../shared/markdown.cjs');

/**
 * @typedef {import('./ibexa.cjs').Module} Module
 * @typedef {import('./operation-section.cjs').Documented} Documented
 */

/**
 * Every operation, and the modules of Ibexa that do the same.
 *
 * @param {Documented[]} operations
 * @param {Module[]} modules
 * @returns {string}
 */
const overview = (operations, modules) =>
	table(
		['Operation', 'Ibexa', 'Parameters', 'of which at Ibexa'],
		operations.map(({ key, heading, parameters }) => {
			const same = modules.filter(({ operation }) => operation === key);
			const paths = new Set(modules.flatMap(({ fields }) => fields).map((field) => `${field.operation}.${field.path}`));
			const shown = parameters.filter(({ plumbing }) => !plumbing);
			const count = shown.filter(({ path }) => paths.has(`${key}.${path}`)).length;
			const names = same.map(({ name }) => linkTo(name));
			return [linkTo(heading), names.join(', ') || '–', String(shown.length), String(count)];
		}),
	);

/**
 * Every module with all its fields, and where ours are.
 *
 * @param {Module[]} modules
 * @param {Documented[]} operations
 * @param {readonly { value: string, name: string }[]} events
 * @returns {string[]} paragraphs
 */
const moduleSections = (modules, operations, events) =>
	modules.flatMap((module) => [
		`### ${module.name}`,
		placeOf(module, operations, events),
		table(
			['Ibexa', 'Here', 'Parameter', 'Remark'],
			module.fields.map(({ name, operation, path, elsewhere, missing, note }) => {
				const other = operations.find(({ key }) => key === operation);
				const label = other?.parameters.find((parameter) => parameter.path === path)?.label;
				const remarks = [
					missing === undefined ? undefined : `**Missing.** ${missing}`,
					elsewhere,
					other && operation !== module.operation ? `In ${linkTo(other.heading)}` : undefined,
					note,
				];
				return [name, label ?? '–', path === undefined ? '' : code(path), remarks.filter(Boolean).join('. ')];
			}),
		),
	]);

/**
 * @param {Module} module
 * @param {Documented[]} operations
 * @param {readonly { value: string, name: string }[]} events
 */
function placeOf({ operation, event, missing }, operations, events) {
	if (missing !== undefined) return `**Missing.** ${missing}.`;
	const heading = operations.find(({ key }) => key === operation)?.heading;
	if (heading !== undefined) return `Here: ${linkTo(heading)}.`;
	return `Here: the event _${events.find(({ value }) => value === event)?.name}_ of the Order Desk Trigger.`;
}

module.exports = { moduleSections, overview };
