import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { resources } from '../../nodes/OrderDesk/resources';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	dependencies?: object;
	overrides?: object;
	peerDependencies: object;
	files: string[];
	scripts: Record<string, string>;
	n8n: { strict: boolean; nodes: string[]; credentials: string[] };
};

/** The files npm would publish, from the build that stands in dist. */
const published = (): string[] => {
	const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [pack] = JSON.parse(said) as Array<{ files: Array<{ path: string }> }>;
	return (pack?.files ?? []).map(({ path }) => path);
};

/** What a node or a credential of the build says of itself: its description, or itself. */
const described = (file: string): { icon?: string | Record<string, string> } => {
	const module = jest.requireActual<Record<string, new () => { description?: object }>>(join(root, file));
	const made = new (module[basename(file).split('.')[0] ?? ''] as new () => { description?: object })();
	return made.description ?? made;
};

describe('the published package', () => {
	it('keeps the rules for verified community nodes', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.overrides).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files).toEqual(['dist']);
		expect(manifest.n8n.strict).toBe(true);
		expect(Object.keys(manifest.scripts)).not.toEqual(expect.arrayContaining(['prepare']));
		for (const hook of ['preinstall', 'install', 'postinstall', 'prepare'])
			expect(manifest.scripts[hook]).toBeUndefined();
	});

	it('holds nodes, credential, api, icons, codex and changelog, and nothing else', () => {
		const files = published();
		for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) expect(files).toContain(file);
		for (const file of manifest.n8n.nodes) expect(files).toContain(file.replace('.js', '.json'));
		expect(files).toContain('dist/CHANGELOG.md');
		const allowed = /^(dist\/((api|credentials|icons|nodes)\/|CHANGELOG\.md$)|README\.md$|LICENSE$|package\.json$)/;
		expect(files.filter((file) => !allowed.test(file))).toEqual([]);
	});

	it('requires nothing at run time but what n8n allows', () => {
		const required = published()
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) =>
				[...readFileSync(join(root, file), 'utf8').matchAll(/require\("([^".][^"]*)"\)/g)].map(([, name]) => name),
			);
		expect([...new Set(required)].sort()).toEqual(['luxon', 'n8n-workflow', 'node:crypto', 'zod']);
	});

	it('has an output schema for every operation', () => {
		const files = published();
		for (const { value, operations } of resources) {
			for (const operation of operations) {
				expect(files).toContain(`dist/nodes/OrderDesk/__schema__/v1.0.0/${value}/${operation.value}.json`);
			}
		}
	});

	it('has an output schema for each trigger, where n8n looks for that of a node without operations', () => {
		const files = published();
		const triggers = manifest.n8n.nodes.filter((file) => file.includes('Trigger'));
		expect(triggers).toHaveLength(2);
		for (const file of triggers) expect(files).toContain(join(dirname(file), '__schema__', 'v1.0.0.json'));
	});

	it('has the icons that its nodes and credentials name', () => {
		const files = published();
		for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			const { icon } = described(file);
			const icons = [icon].flatMap((one) => (typeof one === 'object' ? Object.values(one) : [String(one)]));
			for (const one of icons) expect(files).toContain(join(dirname(file), one.replace('file:', '')));
		}
	});
});

describe('an installation without peers', () => {
	it('is this package alone, of the size that docs/install.md says', () => {
		const folder = mkdtempSync(join(tmpdir(), 'order-desk-install-'));
		const npm = (...args: string[]) => execFileSync('npm', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
		writeFileSync(join(folder, 'package.json'), '{ "private": true }');
		const tarball = npm('pack', root, '--ignore-scripts', '--silent').trim();
		// As --omit=peer does, but that asks the registry what the peers would have been.
		npm('install', tarball, '--legacy-peer-deps', '--offline', '--ignore-scripts', '--no-audit');
		const installed = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
		expect(installed).toEqual(['n8n-nodes-order-desk']);
		const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && entry.parentPath.includes('node_modules'))
			.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
		const said = Number(
			/this package alone, ([\d.]+) MB/.exec(readFileSync(join(root, 'docs', 'install.md'), 'utf8'))?.[1],
		);
		expect(Math.abs(bytes / 1_000_000 - said)).toBeLessThan(0.3);
		rmSync(folder, { recursive: true });
	});
});

describe("n8n's scanner for community packages", () => {
	const scan = (leg: 'source' | 'package', folder: string) =>
		JSON.parse(
			execFileSync(process.execPath, [join(__dirname, 'scan.mjs'), leg, folder], {
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'ignore'],
				// n8n's lint rules judge file names differently under jest's NODE_ENV=test.
				env: { ...process.env, NODE_ENV: 'production' },
			}),
		) as { passed: boolean };

	/** What a user gets from npm. */
	const unpacked = (): string => {
		const folder = mkdtempSync(join(tmpdir(), 'order-desk-package-'));
		for (const file of published()) cpSync(join(root, file), join(folder, file));
		return folder;
	};

	it('passes the source', () => {
		expect(scan('source', root)).toEqual({ passed: true });
	});

	it('passes what is published, and would find a forbidden global in it', () => {
		const folder = unpacked();
		expect(scan('package', folder)).toMatchObject({ passed: true });
		writeFileSync(join(folder, 'dist', 'nodes', 'forbidden.js'), 'setTimeout(() => undefined, 1);\n');
		expect(scan('package', folder)).toMatchObject({ passed: false });
		rmSync(folder, { recursive: true });
	});
});
