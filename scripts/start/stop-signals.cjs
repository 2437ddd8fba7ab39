// @ts-check
'use strict';

const PARENT_CHECK_MS = 1000;

/**
 * Resolves when this process is asked to stop: Ctrl-C, `kill`, a closed terminal, or the death of scripts/run.cjs (which
 * a SIGKILL keeps from passing anything on).
 *
 * @returns {Promise<string>} why, for the screen
 */
function stopRequested() {
	return new Promise((resolve) => {
		// Ctrl-C arrives several times: from the terminal, from npm and from run.cjs. All handlers stay, so that the
		// repetitions don't kill this process while it is stopping the others.
		process.on('SIGINT', () => resolve('Ctrl-C'));
		process.on('SIGTERM', () => resolve('asked to stop'));
		process.on('SIGHUP', () => resolve('the terminal was closed'));
		const startedByRun = process.ppid === Number(process.env['ORDER_DESK_RUN_PID']);
		if (!startedByRun) return;
		const parent = process.ppid;
		setInterval(() => {
			if (process.ppid !== parent) resolve('the npm command is gone');
		}, PARENT_CHECK_MS).unref();
	});
}

module.exports = { stopRequested };
