import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

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

describe('a command with options', () => {
	const scripts = ['browser', 'identity', 'mutation', 'performance-document', 'release', 'sandbox-package', 'start'];

	it.each(scripts)('tells how it is called: %s', (script) => {
		const { status, stdout } = ran(`${script}.cjs`, '--help');
		expect(status).toBe(0);
		expect(stdout).toMatch(/^npm (run )?\S+ -- [-[<\d]/);
	});

	it.each(scripts)('refuses an option that it does not have, in words: %s', (script) => {
		const { status, stderr } = ran(`${script}.cjs`, '--hlep');
		expect(status).toBeGreaterThan(0);
		expect(stderr).toMatch(/Unknown option '--hlep'[^]*\n\nnpm (run )?\S+ -- /);
		expect(stderr).not.toMatch(/^ +at /m);
	});
});

describe('a clone in which nothing is installed', () => {
	const clone = mkdtempSync(join(tmpdir(), 'clone-'));
	for (const part of ['package.json', 'package-lock.json', 'scripts', 'examples', 'bench/mutation/subjects.cjs'])
		cpSync(join(root, part), join(clone, part), { recursive: true });
	cpSync(join(root, '.host', 'package.json'), join(clone, '.host', 'package.json'));
	afterAll(() => rmSync(clone, { recursive: true }));

	it.each(['bench', 'compatibility', 'mutation', 'start', 'test:queue'])(
		'tells at once how npm run %s is called',
		(name) => {
			const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
				scripts: Record<string, string>;
			};
			const [program, ...command] = (scripts[name] ?? '').split(' ');
			expect(program).toBe('node');
			const { status, stdout } = spawnSync(process.execPath, [...command, '--help'], { cwd: clone, encoding: 'utf8' });
			expect(status).toBe(0);
			expect(stdout).toMatch(/^npm (run )?\S+ -- [[<]/);
			expect(existsSync(join(clone, 'node_modules'))).toBe(false);
		},
	);
});

describe('the sections of the benchmark that npm run bench installs other packages for', () => {
	it('are those that use them', () => {
		const bench = join(root, 'bench');
		const files = readdirSync(bench, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.cts'));
		const using = files.filter((file) => readFileSync(join(bench, file), 'utf8').includes("'peers'"));
		const comparing = /COMPARING = \['(.*)'\]/.exec(readFileSync(join(root, 'scripts', 'bench.cjs'), 'utf8'))?.[1];
		expect(using.map((file) => dirname(file)).sort()).toEqual(comparing?.split("', '"));
	});
});
