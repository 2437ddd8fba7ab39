import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const script = join(__dirname, '..', '..', 'scripts', 'install', 'install-once.cjs');
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'install-once-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * A command that looks what is installed and installs, in a process of its own. The install takes until so many commands
 * have looked.
 */
const started = (commands: number, how = `installOnce('it', look, install, ${JSON.stringify(folder)})`) => {
	const work = `
		const fs = require('node:fs');
		const { installOnce } = require(${JSON.stringify(script)});
		process.chdir(${JSON.stringify(folder)});
		const look = () => {
			const installed = fs.existsSync('done');
			fs.writeFileSync('looked-' + process.pid, '');
			return { installed };
		};
		const looked = () => fs.readdirSync('.').filter((name) => name.startsWith('looked-')).length;
		const install = async () => {
			fs.appendFileSync('log', 'begin ');
			while (looked() < ${commands}) await new Promise((resolve) => setTimeout(resolve, 10));
			fs.writeFileSync('done', '');
			fs.appendFileSync('log', 'end ');
		};
		${how};`;
	return spawn(process.execPath, ['--eval', work], { stdio: ['ignore', 'pipe', 'inherit'] });
};
const ended = async (child: ReturnType<typeof started>) => {
	const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
	expect(child.exitCode).toBe(0);
	return output;
};
const log = () => readFileSync(join(folder, 'log'), 'utf8');
const lock = () => join(folder, 'installing-it.pid');

describe('an install', () => {
	it('is done once by commands that need it at the same time', async () => {
		await Promise.all([3, 3, 3].map((commands) => ended(started(commands))));
		expect(log()).toBe('begin end ');
		expect(existsSync(lock())).toBe(false);
	});

	it('would be done by each of them without the lock: a negative control', async () => {
		await Promise.all([2, 2].map((commands) => ended(started(commands, 'look().installed || install()'))));
		expect(log().match(/begin/g)).toHaveLength(2);
	});

	it('waits for a command that installs, and says so', async () => {
		writeFileSync(lock(), String(process.pid));
		const child = started(1);
		const output = ended(child);
		await once(child.stdout, 'data');
		expect(existsSync(join(folder, 'log'))).toBe(false);
		rmSync(lock());
		expect(await output).toContain(`Waiting for what another command installs (process ${process.pid}) ...`);
		expect(log()).toBe('begin end ');
	});

	it('does not wait for a command that was killed', async () => {
		const killed = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
		await once(killed, 'close');
		writeFileSync(lock(), String(killed.pid));
		expect(await ended(started(1))).toBe('');
		expect(log()).toBe('begin end ');
	});

	it('is not done where everything is installed', async () => {
		writeFileSync(join(folder, 'done'), '');
		expect(await ended(started(1))).toBe('');
		expect(existsSync(join(folder, 'log'))).toBe(false);
	});
});
