import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createSandbox } from '../../sandbox/index.cts';
import { readCommandLine } from '../../sandbox/options.cts';
import { withTables } from '../../sandbox/package/readmeTables.cts';

const root = join(__dirname, '..', '..');
const folder = join(root, 'sandbox', 'package');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as { version: string; files: string[]; bin: object; engines: object };
const readme = read('README.md');

/** Requests that the README names, `POST /console/api/orders/{id}/move` and the like. */
const requestsIn = (text: string) =>
	[...text.matchAll(/`(GET|POST|PUT|DELETE) (\/console\/\S+)`/g)].map(([, method = '', path = '']) => ({
		method,
		path,
	}));

const statusOf = async ({ method, path }: { method: string; path: string }) =>
	(await createSandbox().handle({ method, url: path.replace('{id}', '1'), body: '{}' })).body;

describe('the README of the published sandbox', () => {
	it('says what the code says: options, faults and switches (npm run sandbox:package -- --readme)', () => {
		expect(withTables(readme)).toBe(readme);
	});

	it('would not with a row less: a negative control', () => {
		const shorter = readme.replace(/\| `slow` .*\n/, '');
		expect(withTables(shorter)).toBe(readme);
		expect(() => withTables('nothing')).toThrow('The README has no part "options"');
	});

	it('names requests that the console answers', async () => {
		const answers = await Promise.all(requestsIn(readme).map(statusOf));
		expect(answers.length).toBeGreaterThan(10);
		expect(answers.filter((body) => body.includes('no such endpoint'))).toEqual([]);
		expect(await statusOf({ method: 'POST', path: '/console/api/orders/teleport' })).toContain('no such endpoint');
	});

	it('names files that are published', () => {
		for (const [, name = ''] of readme.matchAll(/order-desk-sandbox\/([\w.]+)/g))
			expect(manifest.files).toContain(name);
	});
});

describe('the published sandbox', () => {
	it('depends on nothing and has a changelog of its version', () => {
		expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['dependencies']));
		expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['peerDependencies']));
		expect(manifest.engines).toEqual({ node: '>=20' });
		expect(read('CHANGELOG.md')).toContain(`## ${manifest.version}\n`);
	});

	it('starts in a container with options that it knows, from a file that is published', () => {
		const container = read('Dockerfile');
		const [program = '', file = '', ...args] = JSON.parse(
			/^ENTRYPOINT (.*)$/m.exec(container)?.[1] ?? '[]',
		) as string[];
		expect([program, Object.values(manifest.bin)]).toEqual(['node', [basename(file)]]);
		expect(readCommandLine(args)).toMatchObject({ host: '0.0.0.0', data: '/data/store.json' });
		expect(container).toContain(`COPY ${basename(file)} ${dirname(file)}/\n`);
	});

	it('lists all files that lie in its folder, but for the source of its README', () => {
		const always = ['README.md', 'package.json', 'readmeTables.cts'];
		const lying = readdirSync(folder).filter((name) => !always.includes(name));
		expect(lying.filter((name) => !manifest.files.includes(name))).toEqual([]);
		const made = Object.values(manifest.bin) as string[];
		expect(manifest.files.filter((name) => !made.includes(name) && !existsSync(join(folder, name)))).toEqual([]);
	});
});
