// @ts-check
'use strict';

const fs = require('node:fs');

/** What /proc counts in. */
const MS_PER_TICK = 10;

/**
 * @param {number} pid
 * @returns {number} the time that a process has had of the processor
 */
function processorMs(pid) {
	const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/**
 * @param {number} pid
 * @returns {number} the time for which the main thread of a process was ready to run, and others had the processors
 */
function starvedMs(pid) {
	const [, waitedNs = 0] = fs.readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ').map(Number);
	return waitedNs / 1e6;
}

module.exports = { processorMs, starvedMs };
