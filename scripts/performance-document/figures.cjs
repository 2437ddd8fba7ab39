// @ts-check
'use strict';

/**
 * @typedef {object} Figure as `npm run bench -- --json` writes it
 * @property {string} id
 * @property {number} value
 * @property {number | null} bound
 * @property {string} [relation] how the value has to stand to the bound
 * @property {string} unit
 * @property {boolean} ok
 * @property {string} [rival]
 *
 * @typedef {object} Measured
 * @property {number} seed
 * @property {number} scale
 * @property {{ id: string, title: string }[]} sections
 * @property {Figure[]} rows
 */

const OURS = 'this connector';

/** @param {Pick<Figure, 'id'>} figure */
const sectionOf = ({ id }) => id.split('.')[0] ?? '';

/** The id without its section. @param {Pick<Figure, 'id'>} figure */
const nameOf = ({ id }) => id.slice(id.indexOf('.') + 1);

/** @param {Pick<Figure, 'id'>} figure */
const isControl = (figure) => /\bcontrol\b/.test(nameOf(figure));

/** Of a percentage just below 100, what is missing is the point. @param {number} value */
function shown(value) {
	const size = Math.abs(value);
	const isNearly = size > 99 && size < 100;
	const digits = Number.isInteger(value) || size >= 100 ? 0 : isNearly ? 3 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
	return Number(value.toFixed(digits)).toLocaleString('en', { minimumFractionDigits: digits });
}

/** @param {Figure} figure */
const boundOf = ({ bound, relation = '' }) => (bound === null ? '' : `${relation} ${shown(bound)}`.trim());

/** @param {Figure} figure */
const verdictOf = ({ bound, ok }) => (bound === null ? '' : ok ? 'kept' : '**missed**');

/**
 * What several solutions reach: a line for each solution, a column for each situation. Figures of one situation
 * (`full`, `full-429s`, `full-failed`) share a cell.
 *
 * @param {Figure[]} figures of one section
 * @returns {{ columns: string[], solutions: { name: string, values: Map<string, number[]> }[] }}
 */
function comparison(figures) {
	const compared = new Set(figures.filter(({ rival }) => rival !== undefined).map(({ id }) => id));
	const rows = figures.filter(({ id }) => compared.has(id));
	const names = [...new Set(rows.map(nameOf))];
	const columns = names.filter((name) => !names.some((other) => name.startsWith(`${other}-`)));
	/** @param {string} name */
	const columnOf = (name) => columns.find((column) => name === column || name.startsWith(`${column}-`)) ?? name;
	const solutions = [...new Set(rows.map(({ rival }) => rival))].map((rival) => {
		/** @type {Map<string, number[]>} */
		const values = new Map();
		for (const row of rows.filter((one) => one.rival === rival)) {
			const column = columnOf(nameOf(row));
			values.set(column, [...(values.get(column) ?? []), row.value]);
		}
		return { name: rival ?? OURS, values };
	});
	return { columns, solutions };
}

/**
 * The figures of a whole run in which some sections were measured anew. Sections keep their places.
 *
 * @param {Measured} whole
 * @param {Measured} anew
 * @returns {Measured}
 */
function withSections(whole, anew) {
	const sections = new Map([...whole.sections, ...anew.sections].map((section) => [section.id, section]));
	const measured = new Set(anew.sections.map(({ id }) => id));
	const rowsOf = (/** @type {string} */ id) =>
		(measured.has(id) ? anew : whole).rows.filter((row) => sectionOf(row) === id);
	return { ...anew, sections: [...sections.values()], rows: [...sections.keys()].flatMap(rowsOf) };
}

module.exports = { OURS, boundOf, comparison, isControl, nameOf, sectionOf, shown, verdictOf, withSections };
