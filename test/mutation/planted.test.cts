import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

const root = join(__dirname, '..', '..');
const table = (name: string): unknown => jest.requireActual(join(root, 'bench', 'mutation', name));
const { subjects } = table('subjects.cjs') as { subjects: Record<string, unknown> };
const { planted } = table('planted.cjs') as { planted: Record<string, { what: string }> };
const { survivors } = table('survivors.cjs') as { survivors: Record<string, unknown> };

/** What Node's test runner says, as TAP. */
const outputOf = async (script: string, ...args: string[]) =>
	await new Promise<string>((resolve) => {
		const command = ['--test-reporter=tap', join('bench', 'mutation', script), ...args];
		execFile(process.execPath, command, { cwd: root, maxBuffer: 2 ** 26 }, (_, stdout, stderr) =>
			resolve(stdout + stderr),
		);
	});

/** How many tests passed and failed. */
const run = async (...args: string[]) => {
	const output = await outputOf('planted.cjs', ...args);
	const count = (what: string) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(output)?.[1]);
	return { passed: count('pass'), failed: count('fail') };
};

describe('the tests of every subject that npm run mutation changes', () => {
	it('meet a planted fault here', () => {
		expect(Object.keys(planted)).toEqual(Object.keys(subjects));
	});

	it.each(Object.entries(planted).map(([subject, { what }]) => ({ subject, what })))(
		'notice when $subject $what, and pass when it is as it is',
		async ({ subject }) => {
			const { failed } = await run(subject);
			expect(failed).toBeGreaterThan(0);
			const asItIs = await run(subject, 'as-it-is');
			expect(asItIs.failed).toBe(0);
			expect(asItIs.passed).toBeGreaterThan(failed);
		},
	);
});

describe('a fault that no test noticed once', () => {
	const output = outputOf('survivors.cjs');
	const resultOf = async (name: string) =>
		(await output).split('\n').find((line) => /^(not )?ok \d+ - /.test(line) && line.endsWith(` - ${name}`));

	it.each(Object.keys(survivors))('is noticed now by the test of the promise that it breaks: %s', async (name) => {
		expect(await resultOf(name)).toMatch(/^not ok/);
		expect(await resultOf(`as it is, and not: ${name}`)).toMatch(/^ok/);
	});
});
