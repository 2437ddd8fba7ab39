import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { watchedEvents } from '../../nodes/OrderDeskPollingTrigger/events';
import { triggerEvents } from '../../nodes/OrderDeskTrigger/events';
import { resources } from '../../nodes/OrderDesk/resources';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const architecture = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');

describe('the README', () => {
	it('lists every operation and every event, and no other', () => {
		const names = resources.map(({ name }) => name);
		const listed = [...readme.matchAll(/^\| (\w[\w ]*?) +\| (\w[\w ]*?) +\| .+ \|$/gm)].filter(([, resource = '']) =>
			names.includes(resource),
		);
		const offered = resources.flatMap(({ name, operations }) => operations.map((operation) => [name, operation.name]));
		expect(listed.map(([, resource, operation]) => [resource, operation]).sort()).toEqual(offered.sort());
		for (const { name } of [...triggerEvents, ...watchedEvents]) expect(readme).toContain(`| ${name} `);
	});

	it('names every example', () => {
		for (const file of readdirSync(join(root, 'examples'))) expect(readme).toContain(`(examples/${file})`);
	});
});

/** The paths that a document names in backticks and that begin in a folder of the repository. */
const pathsIn = (text: string): string[] => {
	const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const begins = new Set(folders.map(({ name }) => name));
	return [...text.matchAll(/`([\w-][\w./-]*)`/g)]
		.map(([, path = '']) => path)
		.filter((path) => path.includes('/') && begins.has(path.split('/')[0] ?? ''));
};

const missingIn = (text: string): string[] => pathsIn(text).filter((path) => !existsSync(join(root, path)));

describe('a file or folder that a document names', () => {
	/** Of the example of an operation that does not exist. */
	const madeUp = [
		'api/shipment/track.ts',
		'test/api/shipment/track.test.cts',
		'nodes/OrderDesk/shipment/track.operation.ts',
	];

	it('of docs/architecture.md is there', () => {
		expect(pathsIn(architecture).length).toBeGreaterThan(40);
		expect(missingIn(architecture)).toEqual([]);
	});

	it('of CONTRIBUTING.md is there, but for the example', () => {
		expect(missingIn(contributing)).toEqual(madeUp);
	});

	it('is reported when it is missing: a negative control', () => {
		expect(missingIn('See `api/client/client.ts` and `api/nowhere.ts`, and `GET /orders`.')).toEqual([
			'api/nowhere.ts',
		]);
	});
});

describe('docs/architecture.md', () => {
	it('has every folder of api/ and nodes/ that holds a concept', () => {
		const folders = ['api', 'nodes'].flatMap((top) =>
			readdirSync(join(root, top), { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map(({ name }) => `${top}/${name}/`),
		);
		expect(folders.filter((folder) => !architecture.includes(`\`${folder}\``))).toEqual([]);
	});
});

it('every picture in docs/images is in a document', () => {
	const documents = ['README.md', join('docs', 'performance.md')].map((name) => readFileSync(join(root, name), 'utf8'));
	const pictures = readdirSync(join(root, 'docs', 'images'));
	expect(pictures.length).toBeGreaterThan(5);
	expect(pictures.filter((name) => !documents.some((text) => text.includes(`images/${name}`)))).toEqual([]);
});

describe('a link in a document', () => {
	it.each([
		['README.md', readme],
		['CONTRIBUTING.md', contributing],
	])('of %s leads to a file that is there', (_, text) => {
		const targets = [...text.matchAll(/\]\(([^)#]+)\)/g)]
			.map(([, target = '']) => target)
			.filter((target) => !target.includes('://'));
		expect(targets.length).toBeGreaterThan(0);
		expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
	});
});
