// @ts-check
'use strict';

const { OURS, comparison, sectionOf } = require('./figures.cjs');

/**
 * @typedef {{ name: string, time: number | undefined, throttled: number, failed: number }} Worst
 * @typedef {{ title: string, ticks: number[], place: (value: number) => number, value: (worst: Worst) => number | undefined }} Panel
 */

const LEFT = 330;
const PANEL = 190;
const GAP = 30;
const TOP = 64;
const LINE = 24;

/** @type {Panel[]} `place`: from 0 at the left to 1 at the right */
const PANELS = [
	{
		title: 'time, × the least possible',
		ticks: [1, 2, 5, 10, 20],
		place: (value) => Math.log(value) / Math.log(20),
		value: ({ time }) => time,
	},
	{
		title: 'answers 429',
		ticks: [0, 10, 100, 600],
		place: (value) => Math.log(1 + value) / Math.log(601),
		value: ({ throttled }) => throttled,
	},
	{
		title: 'of 200 never done',
		ticks: [0, 50, 100, 200],
		place: (value) => value / 200,
		value: ({ failed }) => failed,
	},
];

/**
 * The worst of each solution over all situations; its time only where nothing was left undone.
 *
 * @param {import('./figures.cjs').Measured} measured
 * @returns {{ situations: number, worst: Worst[] }}
 */
function worstOf({ rows }) {
	const { columns, solutions } = comparison(rows.filter((figure) => sectionOf(figure) === 'rivals'));
	const worst = solutions.map(({ name, values }) => {
		const all = [...values.values()].map(([time = 0, throttled = 0, failed = 0]) => ({ time, throttled, failed }));
		const times = all.filter(({ failed }) => failed === 0).map(({ time }) => time);
		return {
			name,
			time: times.length === all.length ? Math.max(...times) : undefined,
			throttled: Math.max(...all.map(({ throttled }) => throttled)),
			failed: Math.max(...all.map(({ failed }) => failed)),
		};
	});
	return { situations: columns.length, worst };
}

/**
 * A picture of the section `rivals`: a line for each solution, a panel for each figure.
 *
 * @param {import('./figures.cjs').Measured} measured
 * @returns {string} SVG
 */
function rivalsPlot(measured) {
	const { situations, worst } = worstOf(measured);
	const title = `200 requests, the worst of ${situations} situations`;
	const bottom = TOP + worst.length * LINE;
	const width = LEFT + PANELS.length * (PANEL + GAP) + GAP;
	const height = bottom + 40;
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13" role="img">`,
		`<title>${title}</title>`,
		`<rect width="${width}" height="${height}" fill="#ffffff"/>`,
		`<text x="16" y="26" font-size="15" font-weight="bold" fill="#1b1f24">${title}</text>`,
		...worst.map(({ name }, line) => label(name, line)),
		...PANELS.flatMap((panel, place) => panelOf(panel, LEFT + place * (PANEL + GAP), worst, bottom)),
		'</svg>',
	].join('\n')}\n`;
}

/** @param {number} line */
const middleOf = (line) => TOP + line * LINE + LINE / 2;

/**
 * @param {string} name
 * @param {number} line
 */
function label(name, line) {
	const look = name === OURS ? 'font-weight="bold" fill="#0b6b3a"' : 'fill="#1b1f24"';
	return `<text x="${LEFT - 16}" y="${middleOf(line) + 4}" text-anchor="end" ${look}>${escaped(name)}</text>`;
}

/**
 * @param {Panel} panel
 * @param {number} left
 * @param {Worst[]} worst
 * @param {number} bottom
 * @returns {string[]}
 */
function panelOf({ title, ticks, place, value }, left, worst, bottom) {
	/** @param {number} number */
	const at = (number) => (left + place(number) * PANEL).toFixed(1);
	return [
		`<text x="${left}" y="${TOP - 12}" font-weight="bold" fill="#1b1f24">${escaped(title)}</text>`,
		...ticks.flatMap((tick) => [
			`<line x1="${at(tick)}" y1="${TOP}" x2="${at(tick)}" y2="${bottom}" stroke="#d5dae0"/>`,
			`<text x="${at(tick)}" y="${bottom + 18}" text-anchor="middle" fill="#57606a">${tick}</text>`,
		]),
		...worst.flatMap((one, line) => {
			const number = value(one);
			const y = middleOf(line);
			if (number === undefined) {
				return [`<text x="${left}" y="${y + 4}" fill="#8a3b12">some left undone</text>`];
			}
			const color = one.name === OURS ? '#0b6b3a' : '#57606a';
			return [
				`<line x1="${left}" y1="${y}" x2="${at(number)}" y2="${y}" stroke="${color}" stroke-width="2"/>`,
				`<circle cx="${at(number)}" cy="${y}" r="5" fill="${color}"/>`,
			];
		}),
	];
}

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

module.exports = { rivalsPlot };
