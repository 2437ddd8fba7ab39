// @ts-check
'use strict';

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

/**
 * @typedef {import('./steps.cjs').Step} Step
 * @typedef {{ name: string, ok: boolean, seconds: number, counts: import('./steps.cjs').Counts, remark: string }} Result
 */

/**
 * Runs one step with its output on the screen.
 *
 * @param {string} root
 * @param {Step} step
 * @returns {Promise<Result>}
 */
async function runStep(root, step) {
	const report = step.report === undefined ? undefined : path.join(root, step.report);
	if (report) {
		fs.rmSync(report, { force: true });
		fs.mkdirSync(path.dirname(report), { recursive: true });
	}
	const startedAt = Date.now();
	const { code, remark } = await runCommand(root, step);
	const counts = countsOf(code, step, report);
	return { name: step.name, ok: counts.failed === 0, seconds: (Date.now() - startedAt) / 1000, counts, remark };
}

/**
 * @param {string} root
 * @param {Step} step
 * @returns {Promise<{ code: number | null, remark: string }>}
 */
function runCommand(root, { command: [program = '', ...args], minutes }) {
	// Programs of node_modules/.bin are .cmd files on Windows, which need a shell.
	const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
	let remark = '';
	const timer = setTimeout(() => {
		remark = `stopped: took longer than ${minutes} min`;
		child.kill('SIGTERM');
	}, minutes * 60_000);
	/** @param {NodeJS.Signals} signal */
	const passOn = (signal) => child.kill(signal);
	process.on('SIGINT', passOn).on('SIGTERM', passOn);
	return new Promise((resolve) => {
		child.once('error', (error) => resolve({ code: null, remark: error.message }));
		child.once('exit', (code, signal) => resolve({ code, remark: remark || (signal ? `ended by ${signal}` : '') }));
	}).finally(() => {
		clearTimeout(timer);
		process.off('SIGINT', passOn).off('SIGTERM', passOn);
	});
}

/**
 * A report is only believed as far as it agrees with the exit code: a command that failed without a failed test
 * (nothing found, crashed at the end) counts as one failure.
 *
 * @param {number | null} code
 * @param {Step} step
 * @param {string | undefined} report
 * @returns {import('./steps.cjs').Counts}
 */
function countsOf(code, step, report) {
	const own = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
	if (!report || !step.count || !fs.existsSync(report)) return own;
	const counts = step.count(JSON.parse(fs.readFileSync(report, 'utf8')));
	return { passed: counts.passed, failed: Math.max(counts.failed, own.failed) };
}

module.exports = { runStep };
