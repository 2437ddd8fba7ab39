// @ts-check
'use strict';

/**
 * @param {number} pid
 * @returns {boolean} whether another process has it
 */
function isAlive(pid) {
	if (!pid || pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

module.exports = { isAlive };
