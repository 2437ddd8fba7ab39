// @ts-check
'use strict';

/*
 * Loaded into an n8n before its own code: at SIGUSR2 it collects its garbage, and writes what is left to the file that
 * ORDER_DESK_MEMORY_FILE names.
 */

const fs = require('node:fs');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
/** @type {() => void} */
const collect = vm.runInNewContext('gc');

/** What the first collection finds may let a finalizer free more. */
const ROUNDS = 3;

process.on('SIGUSR2', () => {
	for (let round = 0; round < ROUNDS; round++) collect();
	const file = process.env['ORDER_DESK_MEMORY_FILE'] ?? '';
	// Complete, or not there.
	fs.writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
	fs.renameSync(`${file}.part`, file);
});
