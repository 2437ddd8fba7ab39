import { extname } from 'node:path';
import type { SandboxReply } from '../http/messages.cts';
import { readPage } from './pageFiles.cts';

const types: Record<string, string> = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	js: 'text/javascript; charset=utf-8',
};

/** A file of the web console, or undefined when there is none of that name. */
export function pageFile(path: string): SandboxReply | undefined {
	const name = path === '/' ? 'index.html' : /^\/console\/(\w+\.(?:css|js))$/.exec(path)?.[1];
	const body = name === undefined ? undefined : readPage(name);
	if (name === undefined || body === undefined) return undefined;
	return {
		status: 200,
		headers: { 'content-type': types[extname(name).slice(1)] ?? 'text/plain', 'cache-control': 'no-cache' },
		body,
	};
}
