// @ts-check
'use strict';

/**
 * A table as Prettier lays it out. Columns that are empty in every row are left out.
 *
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string}
 */
function table(head, rows) {
	const used = head.map((_, column) => rows.some((row) => row[column]));
	const lines = [head, ...rows].map((row) => row.filter((_, column) => used[column]).map(escaped));
	const widths = (lines[0] ?? []).map((_, column) =>
		Math.max(3, ...lines.map((cells) => [...(cells[column] ?? '')].length)),
	);
	const [first = '', ...others] = lines.map(
		(cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
	);
	return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...others].join('\n');
}

/** @param {string} cell */
const escaped = (cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @param {string} name */
const code = (name) => `\`${name}\``;

/**
 * A link to a heading of the same document.
 *
 * @param {string} heading
 */
const linkTo = (heading) =>
	`[${heading}](#${heading
		.toLowerCase()
		.replace(/[^\w\s-]/g, '')
		.replace(/\s/g, '-')})`;

module.exports = { code, linkTo, table };
