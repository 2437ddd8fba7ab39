import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { Messages } from '../../api/messages/message';

interface Area {
	heading: string;
	messages: Messages;
}

const root = join(__dirname, '..', '..');
const { AREAS, areasOf, errorsDocument } = jest.requireActual<{
	AREAS: ReadonlyArray<{ module: string; name: string }>;
	areasOf: (load: (module: string) => Record<string, Messages>) => Area[];
	errorsDocument: (areas: readonly Area[]) => string;
}>(join(root, 'scripts', 'errors-document.cjs'));

const areas = areasOf((module) => jest.requireActual(join(root, module)));
const messages = areas.flatMap((area) => Object.entries(area.messages));

const shipped = ['api', 'nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
const source = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Where errors are made. Everything else takes its messages from the tables. */
const makers = ['api/messages/message.ts', 'nodes/connection/nodeError.ts', 'nodes/shared/parameters.ts'];

const madeErrors = (text: string): string[] => [...text.matchAll(/new \w*Error\(/g)].map(([made]) => made);

describe('docs/errors.md', () => {
	it('is what npm run docs writes', () => {
		const document = join(root, 'docs', 'errors.md');
		const written = existsSync(document) ? readFileSync(document, 'utf8') : '';
		if (errorsDocument(areas) !== written) throw new Error('docs/errors.md is not up to date: run npm run docs');
	});

	it('has every table of messages', () => {
		const tables = shipped.filter((file) => /satisfies Messages;/.test(source(file)));
		expect(AREAS.map(({ module }) => `${module}.ts`).sort()).toEqual(tables.sort());
	});
});

/** Whether a code takes this message out of its table. */
const takes = (code: string, table: string, id: string): boolean =>
	new RegExp(`\\b${table}\\.${id}\\b|\\{[^{}]*\\b${id}\\b[^{}]*\\} = ${table};`).test(code);

describe('a message', () => {
	it('stands in a table, since no other file makes an error', () => {
		const others = shipped.filter((file) => !makers.includes(file));
		expect(others.flatMap((file) => madeErrors(source(file)).map((made) => `${file}: ${made}`))).toEqual([]);
		expect(makers.filter((file) => madeErrors(source(file)).length === 0)).toEqual([]);
	});

	it('that is made elsewhere would be found: a negative control', () => {
		expect(madeErrors("throw new OrderDeskError('input', 'No');")).toEqual(['new OrderDeskError(']);
		expect(madeErrors("throw new Error('No');")).toEqual(['new Error(']);
	});

	it('has an ID of its own, and is shown somewhere', () => {
		const ids = messages.map(([id]) => id);
		expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
		const code = shipped.filter((file) => !AREAS.some(({ module }) => file.startsWith(module))).map(source);
		const unused = AREAS.flatMap(({ name: table }, place) =>
			Object.keys(areas[place]?.messages ?? {}).filter((id) => !code.some((text) => takes(text, table, id))),
		);
		expect(unused).toEqual([]);
	});

	it('is not shown where only its name stands: a negative control', () => {
		const shown = ['refuse(aMessages.folder, {})', 'const { order, folder } = aMessages;'];
		const others = ['const folder = 1;', 'aMessages.folderName', 'const { folder } = bMessages;', 'bMessages.folder'];
		expect([...shown, ...others].map((code) => takes(code, 'aMessages', 'folder'))).toEqual([
			true,
			true,
			false,
			false,
			false,
			false,
		]);
	});

	it.each(messages)('%s says what happened, when, and what to do, in whole sentences', (_, { when, text, advice }) => {
		expect(when).toMatch(/^['A-Z].*[^.]\.$/);
		expect(text).toMatch(/^['A-Z<].*[^.]$/);
		expect(advice).toMatch(/^['A-Z<].*([^.]\.|>)$/);
		for (const words of [when, text, advice]) expect(words).not.toMatch(/ {2}|\bfailed\b|\berror\b|\bplease\b/i);
	});
});
