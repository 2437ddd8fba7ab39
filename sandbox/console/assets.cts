import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { SandboxReply } from '../http/messages.cts';

const types: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
};

/** tsc copies no pages, so the built sandbox (.build/sandbox/console) reads them from the sources. */
const folder = [join(__dirname, 'page'), join(__dirname, '..', '..', '..', 'sandbox', 'console', 'page')].find((path) =>
	existsSync(join(path, 'index.html')),
);

/** A file of the web console, or undefined when there is none of that name. */
export function pageFile(path: string): SandboxReply | undefined {
	const name = path === '/' ? 'index.html' : /^\/console\/(\w+\.(?:css|js))$/.exec(path)?.[1];
	if (!folder || !name || !existsSync(join(folder, name))) return undefined;
	return {
		status: 200,
		headers: { 'content-type': types[extname(name).slice(1)] ?? 'text/plain', 'cache-control': 'no-cache' },
		body: readFileSync(join(folder, name), 'utf8'),
	};
}
