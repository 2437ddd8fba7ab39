// @ts-check
'use strict';

/** How often a line is printed where lines can't be rewritten (a CI log). */
const LOG_INTERVAL_MS = 15_000;
/** How often the line is rewritten on a terminal. */
const TERMINAL_INTERVAL_MS = 500;

/**
 * Shows that something slow is still alive: one rewritten line on a terminal, a line now and then elsewhere.
 *
 * @param {(seconds: number) => string} describe the line, asked for each time
 * @returns {() => void} ends it
 */
function showProgress(describe) {
	const startedAt = Date.now();
	const onTerminal = Boolean(process.stdout.isTTY);
	const line = () => describe(Math.round((Date.now() - startedAt) / 1000));
	const show = () => {
		if (onTerminal) process.stdout.write(`\r\x1b[2K${line().slice(0, (process.stdout.columns ?? 80) - 1)}`);
		else process.stdout.write(`${line()}\n`);
	};
	const timer = setInterval(show, onTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS);
	return () => {
		clearInterval(timer);
		if (onTerminal) process.stdout.write('\r\x1b[2K');
	};
}

module.exports = { showProgress };
