import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Measuring } from '../../../bench/measuring.cts';
import { shown } from '../../../bench/section.cts';
import type { Section } from '../../../bench/section.cts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'measuring-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const section: Section = {
	id: 'moon',
	title: 'Moon',
	run: async function* () {
		yield await Promise.resolve(shown('moon.phase', 1, ''));
	},
};

const measuring = (code: string): Measuring => {
	const worker = join(folder, 'worker.cjs');
	writeFileSync(worker, code);
	return new Measuring(worker, { section, index: 2 }, { seed: 7, scale: 0.5 });
};

describe('a part of the benchmark in a process of its own', () => {
	it('is told what to measure, and gives its rows and notes', async () => {
		const one = measuring(`
			const [id, part, options] = process.argv.slice(2);
			process.send({ row: { id, part, options } });
			process.send({ notes: ['a note'] }, () => process.disconnect());
		`);
		await one.done;
		expect(one.rows).toEqual([{ id: 'moon', part: '2', options: '{"seed":7,"scale":0.5}' }]);
		expect(one.notes).toEqual(['a note']);
	});

	it('fails with the message of its error', async () => {
		const one = measuring(`process.send({ error: 'no moon tonight' }, () => process.disconnect());`);
		await expect(one.done).rejects.toThrow('The section moon failed: no moon tonight');
	});

	it.each([
		['without a word', 'process.exit(0)', 'exit code 0'],
		['with an exit code', 'process.exit(3)', 'exit code 3'],
		['by a signal', "process.kill(process.pid, 'SIGKILL')", 'SIGKILL'],
	])('fails when it ends %s', async (_, code, message) => {
		await expect(measuring(code).done).rejects.toThrow(`The section moon ended before its time: ${message}`);
	});

	it('ends when it is stopped, however busy it is', async () => {
		const one = measuring('process.send({ row: {} }); for (;;);');
		const ended = expect(one.done).rejects.toThrow('SIGTERM');
		one.stop();
		await ended;
	});
});
