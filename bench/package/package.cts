import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../listing/measure.cts';
import { atMost, exactly, mustExceed, rounds, type BenchOptions, type Row, type Section } from '../section.cts';
import { entriesOf, load, type Loaded } from './loading.cts';

/* What the package costs an n8n that only has it: its size, what comes with it, and the time at each start. */

interface Manifest {
	dependencies?: object;
	optionalDependencies?: object;
	n8n: { nodes: string[]; credentials: string[] };
}

const manifestOf = (root: string): Manifest => JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** Packages that are installed along with one. */
const dependencies = ({ dependencies: needed = {}, optionalDependencies: wished = {} }: Manifest): number =>
	Object.keys({ ...needed, ...wished }).length;

/** Bytes, as npm would publish it. */
const unpackedSize = (root: string): number => {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	const said = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
	const [packed] = JSON.parse(said) as Array<{ unpackedSize: number }>;
	return packed?.unpackedSize ?? NaN;
};

/** A node that does nothing and asks for nothing. */
const emptyNode = `
exports.Empty = class {
	description = {
		displayName: 'Empty', name: 'empty', group: ['transform'], version: 1, description: 'Does nothing',
		defaults: { name: 'Empty' }, inputs: ['main'], outputs: ['main'], properties: [],
	};
	async execute() { return [this.getInputData()]; }
};
`;

const mostMegabytes = 1.5;
const mostLoad = 1.2;

/** @param root the folder of the package, built */
async function* run(root: string, options: BenchOptions): AsyncGenerator<Row> {
	const manifest = manifestOf(root);
	yield exactly('package.dependencies', dependencies(manifest), 0, 'runtime dependencies');
	yield atMost('package.size', unpackedSize(root) / 1e6, mostMegabytes, 'MB unpacked');

	const ours = entriesOf(root, manifest.n8n);
	const eager: Loaded = { ...ours, files: [...ours.files, require.resolve('typescript')] };
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-order-desk-bench-'));
	try {
		const foreign = (loaded: Loaded) => load('n8n-workflow', loaded, folder).foreign;
		yield exactly('package.foreign-modules', foreign(ours), 0, 'modules of others loaded');
		yield mustExceed('package.control-foreign-modules', foreign(eager), 0, 'modules of others loaded');

		const empty: Loaded = { code: folder, files: [join(folder, 'Empty.node.js')] };
		for (const file of empty.files) writeFileSync(file, emptyNode);
		const growthOf = (loaded: Loaded, times: number) =>
			median(Array.from({ length: times }, () => load('n8n-core', loaded, folder).growth));
		const least = growthOf(empty, rounds(5, options));
		yield atMost('package.load', growthOf(ours, rounds(9, options)) / least, mostLoad, 'of an empty node');
		yield mustExceed(
			'package.control-eager-import',
			growthOf(eager, rounds(5, options)) / least,
			mostLoad,
			'of an empty node',
		);
	} finally {
		rmSync(folder, { recursive: true });
	}
	const needy = manifestOf(join(root, 'node_modules', 'n8n-workflow'));
	yield mustExceed('package.control-dependencies', dependencies(needy), 0, 'runtime dependencies');
	const large = unpackedSize(join(root, 'node_modules', 'typescript'));
	yield mustExceed('package.control-size', large / 1e6, mostMegabytes, 'MB unpacked');
}

export const packageSection: Section = {
	id: 'package',
	title: 'The package: size, dependencies, and the time it takes n8n to load it',
	run: (options) => run(process.cwd(), options),
};
