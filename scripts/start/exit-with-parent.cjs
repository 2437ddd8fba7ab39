// @ts-check
'use strict';

/*
 * Loaded into n8n and the sandbox before their own code: when the process that started them is gone, even killed without
 * a chance to say so, they stop too instead of keeping their ports.
 */

const GRACE_MS = 10_000;

process.once('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
});
