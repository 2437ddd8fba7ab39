import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { root } from '../support/release/repository.cts';

const { publishIfNew } = jest.requireActual<{ publishIfNew: (folder: string) => string }>(
	join(root, 'scripts', 'sandbox-package', 'publish.cjs'),
);

const before = process.env['npm_execpath'];
afterEach(() => {
	if (before === undefined) delete process.env['npm_execpath'];
	else process.env['npm_execpath'] = before;
});

/** A package, and an npm that answers so to `npm view` and notes what it is asked to publish. */
function withNpm(view: { says: string; code: number }, publishes = 0) {
	const folder = mkdtempSync(join(tmpdir(), 'order-desk-sandbox-'));
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'made-up', version: '1.2.3' }));
	const program = join(folder, 'npm-cli.cjs');
	const published = join(folder, 'published');
	writeFileSync(published, '');
	writeFileSync(
		program,
		`const [command, ...args] = process.argv.slice(2);
		if (command === 'publish') require('fs').writeFileSync(${JSON.stringify(published)}, args.join(' '));
		else process.stdout.write(args[0] === 'made-up@1.2.3' ? ${JSON.stringify(view.says)} : 'what?');
		process.exitCode = command === 'publish' ? ${publishes} : ${view.code};`,
	);
	process.env['npm_execpath'] = program;
	return { folder, published: () => readFileSync(published, 'utf8') };
}

const notFound = { says: '{"error":{"code":"E404"}}', code: 1 };

describe('the sandbox', () => {
	it('is published with provenance when npm does not have its version', () => {
		const { folder, published } = withNpm(notFound);
		expect(publishIfNew(folder)).toBe('made-up 1.2.3 is published.');
		expect(published()).toBe(`${folder} --provenance --access public`);
	});

	it('is not published again', () => {
		const { folder, published } = withNpm({ says: '"1.2.3"', code: 0 });
		expect(publishIfNew(folder)).toBe('made-up 1.2.3 is published already.');
		expect(published()).toBe('');
	});

	it('is not published when npm does not say whether it has it', () => {
		const { folder, published } = withNpm({ says: '{"error":{"code":"ENOTFOUND"}}', code: 1 });
		expect(() => publishIfNew(folder)).toThrow('npm does not say whether there is made-up@1.2.3');
		expect(published()).toBe('');
	});

	it('that npm refuses fails the release', () => {
		expect(() => publishIfNew(withNpm(notFound, 1).folder)).toThrow('npm did not publish made-up 1.2.3.');
	});
});
