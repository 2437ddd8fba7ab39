import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { copyOfRepository, git, root, runScript, trackedFiles } from '../support/release/repository.cts';

interface Identity {
	url: string;
	author: string;
	email: string;
}
const { identityOf, isPlaceholder } = jest.requireActual<{
	identityOf: (folder: string) => Identity;
	isPlaceholder: (identity: Identity) => boolean;
}>(join(root, 'scripts', 'identity', 'identity.cjs'));

/** Repositories at GitHub that are not ours. */
const foreign = /^https:\/\/github\.com\/(order-desk\/kb|n8n-io\/)/;
/** Made up, by a test. */
const madeUp = 'test/release/identity.test.cts';

/** The addresses at GitHub that a file names and that neither begin with `url` nor are somebody else's. */
const strayIn = (text: string, url: string): string[] =>
	[...text.matchAll(/https?:\/\/[\w.]*github[\w.]*\/[\w./#-]+/g)]
		.map(([address]) => address)
		.filter(
			(address) => !foreign.test(address) && !(address + '/').replace(/[.#]/g, '/').startsWith(`${slashed(url)}/`),
		);
const slashed = (url: string) => url.replace(/[.#]/g, '/');

const strayBelow = (folder: string): string[] =>
	trackedFiles(folder)
		.filter((file) => file !== madeUp && /(?<!package-lock)\.(md|ya?ml|json|[cm]?[tj]s)$/.test(file))
		.flatMap((file) =>
			strayIn(readFileSync(join(folder, file), 'utf8'), identityOf(folder).url).map((url) => `${file}: ${url}`),
		);

describe('every address of our own', () => {
	it('begins with the repository that package.json names', () => {
		expect(strayBelow(root)).toEqual([]);
	});

	it('that does not is found: a negative control', () => {
		const url = 'https://github.com/moon/n8n-nodes-order-desk';
		const text = `${url}, ${url}.git, ${url}#readme ${url}/issues ${url}-fork https://github.com/n8n-io/n8n, http://github.com/moon`;
		expect(strayIn(text, url)).toEqual([`${url}-fork`, 'http://github.com/moon']);
	});
});

describe('npm run identity', () => {
	const { folder, remove } = copyOfRepository();
	afterAll(remove);
	const wanted = ['--repo', 'moon-shop/order-desk', '--author', 'Maya "M" Okafor', '--email', 'maya@moon.example'];
	const changed = () => git(folder, 'diff', '--name-only').split('\n');

	it('refuses to publish under the placeholder', () => {
		const { code, output } = runScript(folder, 'identity.cjs', '--check');
		expect(code).toBe(1);
		expect(output).toContain('npm run identity -- --repo owner/name');
	});

	it('is asked by npm before anything is published', () => {
		const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object };
		expect(scripts).toMatchObject({ prepublishOnly: 'n8n-node prerelease && node scripts/identity.cjs --check' });
	});

	it.each([
		['a missing author', ['--repo', 'moon/shop', '--email', 'maya@moon.example']],
		[
			'a repository elsewhere',
			['--repo', 'https://example.com/a/b', '--author', 'Maya', '--email', 'maya@moon.example'],
		],
		['what is no address', ['--repo', 'moon/shop', '--author', 'Maya', '--email', 'maya']],
	])('refuses %s, and changes nothing', (_, args) => {
		expect(runScript(folder, 'identity.cjs', ...args).code).toBe(1);
		expect(git(folder, 'status', '--porcelain')).toBe('');
	});

	it('writes repository, author and email into every file that names them', () => {
		const before = identityOf(folder);
		expect(runScript(folder, 'identity.cjs', ...wanted).code).toBe(0);
		expect(identityOf(folder)).toEqual({
			url: 'https://github.com/moon-shop/order-desk',
			author: 'Maya "M" Okafor',
			email: 'maya@moon.example',
		});
		expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toContain('Copyright (c) 2026 Maya "M" Okafor\n');
		expect(strayBelow(folder)).toEqual([]);
		const left = trackedFiles(folder).filter((file) => {
			const text = readFileSync(join(folder, file), 'utf8');
			return [before.url, before.email, before.author].some((word) => text.includes(word));
		});
		expect(left).toEqual([]);
		expect(runScript(folder, 'identity.cjs', '--check').code).toBe(0);
	});

	it('changes nothing the second time', () => {
		const first = changed();
		expect(first.length).toBeGreaterThan(6);
		expect(runScript(folder, 'identity.cjs', ...wanted).output).toContain('Nothing to change');
		expect(changed()).toEqual(first);
	});

	it('takes neither owner nor email of the placeholder for somebody', () => {
		const own = { url: 'https://github.com/moon/shop', author: 'Maya', email: 'maya@moon.example' };
		const { url, email } = identityOf(root);
		expect([own, { ...own, url }, { ...own, email }].map(isPlaceholder)).toEqual([false, true, true]);
	});
});
