import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..', '..');

/** What somebody who is asked for nothing tells git. */
const somebody = { GIT_AUTHOR_NAME: 'Somebody', GIT_AUTHOR_EMAIL: 's@example.com' };
const env = {
	...process.env,
	...somebody,
	GIT_COMMITTER_NAME: somebody.GIT_AUTHOR_NAME,
	GIT_COMMITTER_EMAIL: somebody.GIT_AUTHOR_EMAIL,
	GIT_CONFIG_GLOBAL: '/dev/null',
};

export const git = (folder: string, ...args: string[]): string =>
	execFileSync('git', args, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** The files that git tracks, or would if somebody added them. */
export const trackedFiles = (folder: string): string[] =>
	git(folder, 'ls-files', '--cached', '--others', '--exclude-standard')
		.split('\n')
		.filter((file) => existsSync(join(folder, file)));

/** A script of the repository, run in a copy of it. */
export const runScript = (folder: string, name: string, ...args: string[]): { code: number; output: string } => {
	try {
		const script = [join(folder, 'scripts', name), ...args];
		return {
			code: 0,
			output: execFileSync(process.execPath, script, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' }),
		};
	} catch (error) {
		const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
		return { code: status, output: `${stdout}${stderr}` };
	}
};

/** A repository with these files in its only commit, on `main`, whose `origin` is an empty one beside it. */
export const copyOfRepository = (): { folder: string; origin: string; remove: () => void } => {
	const top = mkdtempSync(join(tmpdir(), 'order-desk-release-'));
	const [folder, origin] = [join(top, 'clone'), join(top, 'origin')];
	for (const file of trackedFiles(root)) cpSync(join(root, file), join(folder, file));
	git(folder, 'init', '--quiet', '--initial-branch=main');
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	// .gitignore means a folder; this is a link.
	appendFileSync(join(folder, '.git', 'info', 'exclude'), 'node_modules\n');
	git(folder, 'add', '--all');
	git(folder, 'commit', '--quiet', '--message', 'All');
	git(top, 'init', '--quiet', '--bare', origin);
	git(folder, 'remote', 'add', 'origin', origin);
	return { folder, origin, remove: () => rmSync(top, { recursive: true }) };
};
