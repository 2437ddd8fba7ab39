import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

interface Entry {
	name?: string;
	version?: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}
type Packages = Record<string, Entry>;
interface Manifest {
	dependencies: Record<string, string>;
	devDependencies: Record<string, string>;
	overrides: Record<string, string>;
}

const root = join(__dirname, '..', '..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const locked = (file: string) => (read(file) as { packages: Packages }).packages;
const { BUILD_TOOLS, withDependencies } = jest.requireActual<{
	BUILD_TOOLS: string[];
	withDependencies: (packages: Packages, names: string[]) => Packages;
}>(join(root, 'scripts', 'install', 'build-tools.cjs'));

/** The places in which Node.js would look for a package, the nearest first. */
const placesOf = (name: string, from: string): string[] => {
	const folders = from.split(/(?:^|\/)node_modules\//).slice(1);
	return Array.from({ length: folders.length + 1 }, (_, depth) =>
		[...folders.slice(0, folders.length - depth), name].map((folder) => `node_modules/${folder}`).join('/'),
	);
};
const missingIn = (packages: Packages): string[] =>
	Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
		Object.keys({ ...dependencies, ...optionalDependencies })
			.filter((name) => !placesOf(name, place).some((at) => packages[at]))
			.map((name) => `${place}: ${name}`),
	);

describe('what npm start installs to build with', () => {
	const all = locked('package-lock.json');
	const some = withDependencies(all, BUILD_TOOLS);

	it('is a part of all tools, in the same versions, and complete', () => {
		expect(BUILD_TOOLS.filter((name) => !(read('package.json') as Manifest).devDependencies[name])).toEqual([]);
		expect(BUILD_TOOLS.filter((name) => !some[`node_modules/${name}`])).toEqual([]);
		expect(all).toMatchObject(some);
		expect(missingIn(some)).toEqual([]);
		expect(Object.keys(some).length).toBeLessThan(Object.keys(all).length / 5);
	});

	it('would be seen to be incomplete', () => {
		const [taken = ''] = Object.keys(some).filter((place) => place.includes('node_modules/vinyl'));
		const { [taken]: _vinyl, ...rest } = some;
		expect(_vinyl).toBeDefined();
		expect(missingIn(rest)).not.toEqual([]);
	});

	it('takes the nearest of several versions', () => {
		const packages: Packages = {
			'node_modules/a': { version: '1', dependencies: { b: '2' } },
			'node_modules/a/node_modules/b': { version: '2', dependencies: { c: '1' } },
			'node_modules/b': { version: '1', dependencies: { d: '1' } },
			'node_modules/c': { version: '1', dependencies: { b: '1' } },
			'node_modules/d': { version: '1' },
			'node_modules/e': { version: '1' },
		};
		const { 'node_modules/e': _other, ...needed } = packages;
		expect(_other).toBeDefined();
		expect(withDependencies(packages, ['a'])).toEqual(needed);
	});
});

describe('what npm start says it downloads', () => {
	const inGB = (amount = '', unit = '') => Number(amount) / (unit === 'MB' ? 1_000 : 1);
	/** What the screen says before an install. */
	const said = ['build-tools', 'n8n'].map((name) => {
		const text = readFileSync(join(root, 'scripts', 'install', `${name}.cjs`), 'utf8');
		const found = /'([\d.]+) (MB|GB) to download, ([\d.]+) (MB|GB) on the disk'/.exec(text) ?? [];
		return { download: inGB(found[1], found[2]), disk: inGB(found[3], found[4]) };
	});
	const sumOf = (what: 'download' | 'disk') => said.reduce((sum, size) => sum + size[what], 0);

	it.each(['README.md', 'docs/install.md'])('is what the document says: %s', (file) => {
		const text = readFileSync(join(root, file), 'utf8');
		const [, download, disk = sumOf('disk')] =
			/first start downloads about ([\d.]+) GB(?: and puts ([\d.]+) GB on the disk)?/.exec(text) ?? [];
		expect(Math.abs(sumOf('download') - Number(download))).toBeLessThan(0.1);
		expect(Math.abs(sumOf('disk') - Number(disk))).toBeLessThan(0.1);
	});
});

describe('the n8n that npm start runs', () => {
	const { dependencies, overrides } = read('.host/package.json') as Manifest;
	const packages = locked('.host/package-lock.json');

	it('has the version of n8n-workflow that the package is compiled against', () => {
		expect(packages['node_modules/n8n-workflow']?.version).toBe(
			(read('package.json') as Manifest).devDependencies['n8n-workflow'],
		);
	});

	it('leaves out every copy of a package that is left out', () => {
		const empty = Object.keys(overrides).filter((name) => overrides[name]?.startsWith('npm:empty-npm-package@'));
		const present = Object.keys(packages).filter((place) =>
			empty.some((name) => place.endsWith(`node_modules/${name}`) && packages[place]?.name !== 'empty-npm-package'),
		);
		expect(empty.length).toBeGreaterThan(20);
		expect(present).toEqual([]);
	});

	it('says it has the version of sqlite3 that n8n asks for, and hands on a driver that need not be compiled', () => {
		const { version } = read('.host/sqlite3/package.json') as { version: string };
		expect(packages['node_modules/n8n']?.dependencies?.['sqlite3']).toBe(version);
		expect(dependencies['sqlite3']).toBe('file:sqlite3');
		expect(packages['node_modules/@appthreat/sqlite3']?.version).toBe(dependencies['@appthreat/sqlite3']);
	});
});

describe('a lock file', () => {
	it.each(['package-lock.json', '.host/package-lock.json', 'bench/peers/package-lock.json'])(
		'names no registry, so that the one of whoever installs is used: %s',
		(file) => {
			expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/"resolved": "[a-z]+:/);
		},
	);
});
