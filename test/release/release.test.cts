import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { copyOfRepository, git, runScript } from '../support/release/repository.cts';

const identity = ['--repo', 'moon/shop', '--author', 'Maya', '--email', 'maya@moon.example'];

describe('npm run release', () => {
	const { folder, origin, remove } = copyOfRepository();
	afterAll(remove);
	const changelog = join(folder, 'CHANGELOG.md');
	const handwritten = readFileSync(changelog, 'utf8');
	const release = (...args: string[]) => runScript(folder, 'release.cjs', ...args);
	const state = () => [git(folder, 'rev-parse', 'HEAD'), git(folder, 'tag'), git(folder, 'status', '--porcelain')];
	const commit = () => git(folder, 'commit', '--quiet', '--all', '--message', 'Change');

	it('refuses the placeholder for an identity', () => {
		expect(release('0.1.0', '--dry-run').output).toContain('the identity is still the placeholder');
		expect(release('--tagged', 'v0.1.0').code).toBe(1);
	});

	it('names everything that is in the way at once', () => {
		expect(runScript(folder, 'identity.cjs', ...identity).code).toBe(0);
		git(folder, 'switch', '--quiet', '--create', 'moon');
		const { code, output } = release('0.0.9');
		expect(code).toBe(1);
		expect(output).toContain('the branch is "moon", not main');
		expect(output).toContain('there are changes that are not committed');
		expect(output).toContain('0.0.9 is older than 0.1.0');
		expect(output).toContain('CHANGELOG.md does not begin with a section "## 0.0.9"');
		git(folder, 'switch', '--quiet', 'main');
		commit();
	});

	it.each([[[]], [['v0.2.0']], [['0.2']], [['0.2.0', '0.3.0']]])('asks for a version, given %j', (args) => {
		expect(release(...args).output).toContain('Which version?');
	});

	it('changes nothing in a dry run, and tells every command', () => {
		const before = state();
		const { code, output } = release('0.1.0', '--dry-run');
		expect(output).toMatch(/In the package: \d+ files, \d\.\d MB/);
		expect(output.match(/Would run: .+/g)).toEqual([
			'Would run: git tag --annotate v0.1.0 --message v0.1.0',
			'Would run: git push --atomic origin main v0.1.0',
		]);
		expect(code).toBe(0);
		expect(state()).toEqual(before);
		expect(git(origin, 'tag')).toBe('');
	});

	it('refuses a version that the changelog says nothing about', () => {
		writeFileSync(changelog, handwritten.replace('# Changelog', '# Changelog\n\n## 0.2.0'));
		commit();
		expect(release('0.2.0').output).toContain('CHANGELOG.md says nothing about 0.2.0');
	});

	it('sets the version, commits, tags and pushes, and leaves the changelog as it was written', () => {
		const written = handwritten.replace('# Changelog', '# Changelog\n\n## 0.2.0\n\n- The moon.');
		writeFileSync(changelog, written);
		commit();
		expect(release('0.2.0')).toMatchObject({ code: 0 });
		expect(git(folder, 'status', '--porcelain')).toBe('');
		expect(readFileSync(changelog, 'utf8')).toBe(written);
		expect(git(origin, 'log', '-1', '--format=%s', 'v0.2.0')).toBe('Release 0.2.0');
		expect(git(origin, 'show', 'main:package.json')).toContain('"version": "0.2.0"');
		expect(git(origin, 'show', 'main:package-lock.json').slice(0, 200)).toContain('"version": "0.2.0"');
	});

	it('takes the tag of this version for fit to be published, and no other', () => {
		expect(release('--tagged', 'v0.2.0').code).toBe(0);
		expect(release('--tagged', 'v0.3.0').output).toContain('the tag is v0.3.0, and the version in package.json 0.2.0');
	});

	it('never releases a version twice', () => {
		expect(release('0.2.0').output).toContain('the tag v0.2.0 exists already');
	});
});
