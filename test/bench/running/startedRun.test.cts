import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shown } from '../../../bench/section.cts';
import { StartedRun } from '../../../bench/startedRun.cts';

let folder: string;
let file: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'started-run-'));
	file = join(folder, 'bench', 'started.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = { seed: 0, scale: 1 };
const rows = [shown('moon.phase', 1, '')];

describe('a run of the benchmark that was stopped', () => {
	it('knows the sections it had finished when it is resumed, and no others', async () => {
		await (await StartedRun.open(file, options, false)).keep('moon', rows);
		const resumed = await StartedRun.open(file, options, true);
		expect(resumed.rowsOf('moon')).toEqual(rows);
		expect(resumed.rowsOf('sun')).toBeUndefined();
	});

	it('is forgotten by a run that is not to resume it', async () => {
		await (await StartedRun.open(file, options, false)).keep('moon', rows);
		expect((await StartedRun.open(file, options, false)).rowsOf('moon')).toBeUndefined();
	});

	it('is forgotten once it has come to its end', async () => {
		const run = await StartedRun.open(file, options, false);
		await run.keep('moon', rows);
		await run.finish();
		expect((await StartedRun.open(file, options, true)).rowsOf('moon')).toBeUndefined();
	});

	it('is not resumed with another seed or scale', async () => {
		await (await StartedRun.open(file, options, false)).keep('moon', rows);
		await expect(StartedRun.open(file, { seed: 1, scale: 1 }, true)).rejects.toThrow('give the same');
	});

	it('begins anew where nothing that can be read is left of it', async () => {
		writeFileSync(join(folder, 'broken.json'), '{"rows":');
		const run = await StartedRun.open(join(folder, 'broken.json'), options, true);
		expect(run.rowsOf('moon')).toBeUndefined();
	});
});
