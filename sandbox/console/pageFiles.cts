import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** tsc copies no pages, so the built sandbox (.build/sandbox/console) reads them from the sources. */
const folder = [join(__dirname, 'page'), join(__dirname, '..', '..', '..', 'sandbox', 'console', 'page')].find((path) =>
	existsSync(join(path, 'index.html')),
);

/** The text of a file of the web console. The published sandbox has these texts in place of this module. */
export function readPage(name: string): string | undefined {
	const file = join(folder ?? '', name);
	return folder && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
