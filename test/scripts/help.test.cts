import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(__dirname, '..', '..');
const ran = (script: string, ...args: string[]) => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', script), ...args], {
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
};

describe('npm start -- --help', () => {
	it('does not call over a hundred checks one order', () => {
		const { status, stdout } = ran('start.cjs', '--help');
		expect(status).toBe(0);
		expect(stdout).toContain('in over a hundred checks');
	});
});

describe('npm run compatibility', () => {
	it('tells how it is called', () => {
		const { status, stdout } = ran('compatibility.cjs', '--help');
		expect(status).toBe(0);
		expect(stdout).toContain('npm run compatibility -- <version>');
	});

	it.each([
		[['--hlep'], "Unknown option '--hlep'"],
		[['1.x'], '"1.x" is no version of n8n, such as 2.0.3.'],
		[['2.0.3', 'foo bar'], '"foo bar" is no version of n8n, such as 2.0.3.'],
		[[], 'Which versions of n8n?'],
	])('refuses %j in words, before it installs anything', (args, words) => {
		const { status, stdout, stderr } = ran('compatibility.cjs', ...args);
		expect(status).toBe(1);
		expect(stderr).toContain(words);
		expect(stderr).not.toMatch(/^ +at /m);
		expect(stdout).toBe('');
	});
});
