// @ts-check
'use strict';

const GAP = '  ';
/** No cell is padded beyond this column; what is longer sticks out. */
const PADDED_TO = 100;

/**
 * Rows as aligned columns; the first row is the head.
 *
 * @param {string[][]} rows
 * @returns {string}
 */
function textTable(rows) {
	let room = PADDED_TO;
	const widths = (rows[0] ?? []).map((head, column) => {
		const longest = Math.max(...rows.map((row) => (row[column] ?? '').length));
		room -= GAP.length;
		const width = Math.max(head.length, Math.min(longest, room));
		room -= width;
		return width;
	});
	const lines = rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join(GAP)
			.trimEnd(),
	);
	lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join(GAP));
	return lines.map((line) => `${GAP}${line}`).join('\n');
}

module.exports = { textTable };
