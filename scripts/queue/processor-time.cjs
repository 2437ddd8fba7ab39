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

module.exports = { processorMs };
