// @ts-check
'use strict';

/**
 * Rows as aligned columns; the first row is the head.
 *
 * @param {string[][]} rows
 * @returns {string}
 */
function textTable(rows) {
	const columns = rows[0]?.length ?? 0;
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
	return lines.map((line) => `  ${line}`).join('\n');
}

module.exports = { textTable };
