// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../shared/root.cjs');
const { textTable } = require('../shared/text-table.cjs');

/** What a first start downloads and unpacks. */
const INSTALLED = { tools: 'node_modules', n8n: path.join('.host', 'node_modules') };

/** How long the steps of a start took. */
class Timings {
	/** @type {{ name: string, seconds: number }[]} */
	steps;

	/** @param {number} toolsSeconds what installing the tools took, before this process began */
	constructor(toolsSeconds) {
		this.steps = [{ name: 'install the tools', seconds: toolsSeconds }];
	}

	/**
	 * @template T
	 * @param {string} name
	 * @param {() => Promise<T>} work
	 * @returns {Promise<T>}
	 */
	async step(name, work) {
		const startedAt = Date.now();
		try {
			return await work();
		} finally {
			this.steps.push({ name, seconds: (Date.now() - startedAt) / 1000 });
		}
	}

	seconds() {
		return this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
	}

	/** @returns {string} the steps, and what is installed, in MB */
	table() {
		const rows = [...this.steps, { name: 'ready', seconds: this.seconds() }];
		const sizes = Object.entries(INSTALLED).map(([name, folder]) => [name, megabytes(path.join(ROOT, folder))]);
		return [
			textTable([['step', '     s'], ...rows.map(({ name, seconds }) => [name, seconds.toFixed(1).padStart(6)])]),
			textTable([['installed', '    MB'], ...sizes.map(([name = '', size = '']) => [name, size.padStart(6)])]),
		].join('\n\n');
	}
}

/** @param {string} folder */
function megabytes(folder) {
	return (bytesBelow(folder) / 1_000_000).toFixed(0);
}

/**
 * @param {string} folder
 * @param {Set<number>} [counted] files that have several names, as Node.js itself has here
 * @returns {number}
 */
function bytesBelow(folder, counted = new Set()) {
	if (!fs.existsSync(folder)) return 0;
	return fs.readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
		const name = path.join(folder, entry.name);
		if (entry.isDirectory()) return sum + bytesBelow(name, counted);
		if (!entry.isFile()) return sum;
		const { ino, nlink, size } = fs.statSync(name);
		if (nlink > 1 && counted.has(ino)) return sum;
		counted.add(ino);
		return sum + size;
	}, 0);
}

module.exports = { Timings };
