import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { switchTable } from '../../sandbox/index.cts';

interface Source {
	file: string;
	text: string;
}

const root = join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const name = 'docs/order-desk.md';
const document = read(name);
const folders = '{api,bench,credentials,nodes,sandbox,scripts,test}/**/*.{ts,cts,js,cjs,mjs}';
const sources: Source[] = globSync([folders, '*.{js,cjs,mjs}'], {
	cwd: root,
	// Of the packages that the benchmarks compare with.
	exclude: (path) => path.includes('node_modules'),
}).map((file) => ({ file, text: read(file) }));

/** The numbers of the headings: `### 7.1 …` is 7.1. */
const sectionsOf = (text: string): Set<string> =>
	new Set([...text.matchAll(/^#{2,} (\d+(?:\.\d+)*) \S/gm)].map(([, number = '']) => number));

/** What a document refers to with "see 7.1". */
const ownReferences = (text: string): string[] =>
	[...text.matchAll(/\bsee\s+(\d+(?:\.\d+)*)/g)].map(([, number = '']) => number);

/** Each comment as one line. */
const commentsIn = (text: string): string[] =>
	[...text.matchAll(/\/\*[\s\S]*?\*\/|(?<![:\w'"`])\/\/.*/g)].map(([comment]) =>
		comment.replaceAll(/\s*\n\s*\*?\s*/g, ' '),
	);

/** The sections a source file names, as in "docs/order-desk.md 1.1 and 2". */
const sectionsNamedIn = ({ text }: Source): string[] =>
	commentsIn(text)
		.flatMap((comment) => [...comment.matchAll(/docs\/order-desk\.md((?:(?:,| and)? \d+(?:\.\d+)*)+)/g)])
		.flatMap(([, numbers = '']) => numbers.match(/\d+(?:\.\d+)*/g) ?? []);

const unknownSections = (sections: ReadonlySet<string>, from: readonly Source[]): string[] =>
	from.flatMap((source) =>
		sectionsNamedIn(source)
			.filter((number) => !sections.has(number))
			.map((number) => `${source.file}: ${number}`),
	);

/** Documents that comments name and nobody finds: not in the root, in docs/, or beside the file. */
const missingDocuments = (from: readonly Source[]): string[] =>
	from.flatMap(({ file, text }) =>
		commentsIn(text)
			.flatMap((comment) => comment.match(/[\w-]+\.(?:md|txt)\b/g) ?? [])
			.filter((named) => !['', 'docs', dirname(file)].some((folder) => existsSync(join(root, folder, named))))
			.map((named) => `${file}: ${named}`),
	);

const sections = sectionsOf(document);

describe(name, () => {
	it('has a section for every switch of the sandbox', () => {
		const without = Object.entries(switchTable).filter(([, { section }]) => !sections.has(section));
		expect(without.map(([key, { section }]) => `${key}: ${section}`)).toEqual([]);
	});

	it('has every section it refers to itself', () => {
		const references = ownReferences(document);
		expect(references.length).toBeGreaterThan(10);
		expect(references.filter((number) => !sections.has(number))).toEqual([]);
	});

	it('has sections only where a heading has a number and a title: a negative control', () => {
		expect([...sectionsOf('# 1 Title\n## 2 Moon\n### 2.1 Sun\n### 2.2\n## Stars\n2.3 is text, see 9.9')]).toEqual([
			'2',
			'2.1',
		]);
		expect(ownReferences('Moon (see 9.9) and see\n8, but not 7.1')).toEqual(['9.9', '8']);
	});
});

describe('a comment', () => {
	it(`names only sections that ${name} has`, () => {
		expect(sources.flatMap(sectionsNamedIn).length).toBeGreaterThan(20);
		expect(unknownSections(sections, sources)).toEqual([]);
	});

	it('points only at documents that are in the repository', () => {
		expect(missingDocuments(sources)).toEqual([]);
	});

	it('is reported when its section is not there: a negative control', () => {
		const text = `/** Moon (${name} 4 and 99.1). */\n// ${name} 98, row 97\n/*\n * ${name}\n * 96. */\n'${name} 95'`;
		expect(unknownSections(sections, [{ file: 'moon.cts', text }])).toEqual([
			'moon.cts: 99.1',
			'moon.cts: 98',
			'moon.cts: 96',
		]);
	});

	it('is reported when its document is not there: a negative control', () => {
		const moon = 'moon-phases';
		const text = `/** README.md, faults.md, ${moon}.md and ${moon}.txt */\n'https://example.com/${moon}.md'; // ${moon}.md`;
		expect(missingDocuments([{ file: 'test/package/moon.cts', text }])).toEqual([
			`test/package/moon.cts: ${moon}.md`,
			`test/package/moon.cts: ${moon}.txt`,
			`test/package/moon.cts: ${moon}.md`,
		]);
	});
});
