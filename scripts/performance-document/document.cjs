// @ts-check
'use strict';

const { code, table } = require('../shared/markdown.cjs');
const { UserError } = require('../shared/user-error.cjs');
const { OURS, boundOf, comparison, isControl, nameOf, sectionOf, shown, verdictOf } = require('./figures.cjs');

/**
 * @typedef {import('./figures.cjs').Figure} Figure
 * @typedef {import('./figures.cjs').Measured} Measured
 */

/**
 * docs/performance.md: the answer, on one screen.
 *
 * @param {Measured} measured
 * @param {Record<string, string>} texts `summary`; `{{id}}` and `{{id (rival)}}` stand for a value
 * @returns {string} Markdown
 */
function performanceSummary(measured, { summary }) {
	return `${['# Performance', ...textOf(summary, measured)].join('\n\n')}\n`;
}

/**
 * docs/performance-details.md: a heading, a text and tables for each section of the benchmark.
 *
 * @param {Measured} measured
 * @param {Record<string, string>} texts by section, and `introduction`; `{{id}}` and `{{id (rival)}}` stand for a value
 * @returns {string} Markdown
 */
function performanceDocument(measured, texts) {
	const parts = measured.sections.flatMap(({ id, title }) => {
		const figures = measured.rows.filter((figure) => sectionOf(figure) === id);
		return [`## ${title}`, ...textOf(texts[id], measured), ...tablesOf(figures)];
	});
	return `${['# Performance in detail', ...textOf(texts['introduction'], measured), ...parts].join('\n\n')}\n`;
}

/**
 * @param {string | undefined} text
 * @param {Measured} measured
 * @returns {string[]}
 */
function textOf(text, { rows }) {
	if (text === undefined) return [];
	const filled = text.replace(/\{\{(.+?)\}\}/g, (_, wanted) => {
		const figure = rows.find(({ id, rival }) => wanted === (rival === undefined ? id : `${id} (${rival})`));
		if (!figure) throw new UserError(`A text of the document asks for '${wanted}', which was not measured.`);
		return shown(figure.value);
	});
	return [filled.trim()];
}

/**
 * @param {Figure[]} figures of one section
 * @returns {string[]}
 */
function tablesOf(figures) {
	const { columns, solutions } = comparison(figures);
	const compared = new Set(figures.filter(({ rival }) => rival !== undefined).map(({ id }) => id));
	const own = figures.filter(({ id }) => !compared.has(id));
	const controls = own.filter(isControl);
	const tables = [];
	if (solutions.length > 0) tables.push(comparisonTable(columns, solutions));
	if (own.length > controls.length) tables.push(figureTable(own.filter((figure) => !isControl(figure))));
	if (controls.length > 0) {
		tables.push(
			'Negative controls: the same measure, on something known to be wrong, has to show it.',
			figureTable(controls),
		);
	}
	return tables;
}

/** @param {Figure[]} figures */
function figureTable(figures) {
	return table(
		['Figure', 'Value', 'Unit', 'Bound', ''],
		figures.map((figure) => [
			code(nameOf(figure)),
			shown(figure.value),
			figure.unit,
			boundOf(figure),
			verdictOf(figure),
		]),
	);
}

/**
 * @param {string[]} columns
 * @param {ReturnType<typeof comparison>['solutions']} solutions
 */
function comparisonTable(columns, solutions) {
	return table(
		['', ...columns.map(code)],
		solutions.map(({ name, values }) => {
			const cells = columns.map((column) => (values.get(column) ?? []).map(shown).join(' / '));
			return name === OURS ? [`**${name}**`, ...cells.map((cell) => `**${cell}**`)] : [name, ...cells];
		}),
	);
}

module.exports = { performanceDocument, performanceSummary };
