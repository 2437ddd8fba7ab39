import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sections } from '../../bench/sections.cts';
import { resources } from '../../nodes/OrderDesk/resources';
import { watchedEvents } from '../../nodes/OrderDeskPollingTrigger/events';
import { triggerEvents } from '../../nodes/OrderDeskTrigger/events';
import { foreignLabels, ownLabels } from '../support/documents/labels.cts';
import { anchorsOf, commandsIn, labelsIn, linksIn, pathsIn } from '../support/documents/markdown.cts';

const root = join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

const inFolder = (folder: string): string[] =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));

/** Every document for people; paths from the root of the repository. */
const documents = [...inFolder('.'), ...inFolder('docs'), ...inFolder('docs/migrating'), ...inFolder('examples')];

/** Those that a user of the nodes reads. The others are written by a command, or speak of the code and of the API. */
const guides = documents.filter(
	(name) =>
		!/^(CHANGELOG|CONTRIBUTING|RELEASING|CODE_OF|SECURITY|docs\/(operations|performance|architecture|order-desk|errors|faults))/.test(
			name,
		),
);

describe('the README', () => {
	const readme = read('README.md');

	/** The first two cells of the rows of every table with this heading. */
	const rowsUnder = (heading: string): string[][] =>
		readme
			.split(/\n(?!\|)/)
			.map((block) => block.split('\n').filter((line) => line.startsWith('|')))
			.map((lines) =>
				lines.map((line) =>
					line
						.split('|')
						.slice(1, 3)
						.map((cell) => cell.trim()),
				),
			)
			.filter(([head]) => head?.[0] === heading)
			.flatMap((rows) => rows.slice(2));

	it('lists every operation and every event, and no other', () => {
		const rows = rowsUnder('Resource');
		const names = rows.map(([resource, operations = '']) => [resource, operations.split(':')[0]?.split(' · ')]);
		expect(names).toEqual(
			resources
				.map(({ name, operations }) => [name, operations.map((operation) => operation.name)])
				.sort(bySequence(names)),
		);
		const events = [...triggerEvents, ...watchedEvents].map(({ name }) => name);
		expect(
			rowsUnder('Event')
				.map(([name]) => name)
				.sort(),
		).toEqual(events.sort());
	});

	it('is short enough to be read', () => {
		expect(readme.split(/\s+/).length).toBeLessThan(1_200);
	});
});

/** Sorts resources as the README does. */
const bySequence = (names: unknown[][]) => {
	const place = ([name]: unknown[]) => names.findIndex(([other]) => other === name);
	return (one: unknown[], other: unknown[]) => place(one) - place(other);
};

/** Those for several stores with their folder. */
const examples = readdirSync(join(root, 'examples'), { encoding: 'utf8', recursive: true })
	.map((name) => name.replaceAll('\\', '/'))
	.filter((name) => name.endsWith('.json'));

it('the list of examples names every example, each with its oldest n8n', () => {
	const listed = [...read('examples/README.md').matchAll(/^\| \[(.+?)\]\((.+?)\) .*\| (\d\.\d+) +\|$/gm)];
	expect(listed.map(([, name]) => name).sort()).toEqual([...examples].sort());
	for (const [, name, target = '', oldest = ''] of listed) {
		expect(target).toBe(name);
		expect(read(join('examples', target))).toContain(`Needs n8n ${oldest} or newer.`);
	}
});

it('the index names every document', () => {
	const index = linksIn(read('docs/README.md')).map(({ path }) => join('docs', path));
	const all = documents.filter((name) => /^(docs|examples)\//.test(name) && name !== 'docs/README.md');
	expect(all.filter((name) => !index.includes(name))).toEqual([]);
});

/** Links of a document that lead to no file, or to no heading of it. */
const brokenLinks = (name: string, text: string): string[] =>
	linksIn(text)
		.filter(({ path, anchor }) => {
			const target = path === '' ? name : join(dirname(name), path);
			if (!existsSync(join(root, target))) return true;
			return anchor !== '' && !anchorsOf(read(target)).includes(anchor);
		})
		.map(({ link }) => link);

describe('a link', () => {
	it.each(documents)('of %s leads to a heading or a file that is there', (name) => {
		expect(brokenLinks(name, read(name))).toEqual([]);
	});

	it('is reported when it leads nowhere: a negative control', () => {
		const text = 'See [one](docs/nowhere.md), [two](docs/polling.md#nowhere) and [three](docs/polling.md#events).';
		expect(brokenLinks('README.md', text)).toEqual(['docs/nowhere.md', 'docs/polling.md#nowhere']);
	});
});

describe('a link of a panel', () => {
	const panels = ['nodes/OrderDeskTrigger/setupInstructions.ts', 'credentials/OrderDeskApi.credentials.ts'].map(read);

	it('leads to a heading of a document', () => {
		const repository = 'https://github.com/n8n-nodes-order-desk/n8n-nodes-order-desk';
		const links = panels.join('\n').matchAll(new RegExp(`${repository}(?:/blob/main/([\\w/.-]+))?#([\\w-]+)`, 'g'));
		const targets = [...links].map(([, path = 'README.md', anchor = '']) => ({ path, anchor }));
		expect(targets.length).toBeGreaterThan(1);
		expect(targets.filter(({ path, anchor }) => !anchorsOf(read(path)).includes(anchor))).toEqual([]);
	});
});

/** Commands of a document that are none. */
const unknownCommands = (text: string): string[] => {
	const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
	const ids = sections.map(({ id }) => id);
	return commandsIn(text)
		.filter(
			({ script, only }) => !scripts.includes(script) || (script === 'bench' && only.some((id) => !ids.includes(id))),
		)
		.map(({ command }) => command);
};

describe('a command', () => {
	it.each(documents)('of %s exists', (name) => {
		expect(unknownCommands(read(name))).toEqual([]);
	});

	it('is reported when it does not: a negative control', () => {
		expect(unknownCommands('Run `npm run nothing`, `npm start` or `npm run bench -- --only limit,nothing`.')).toEqual([
			'npm run nothing',
			'npm run bench -- --only limit,nothing',
		]);
	});
});

/** Labels in a guide that are neither ours nor one of the known labels of n8n and others. */
const unknownLabels = (text: string): string[] => {
	const known = new Set([...ownLabels(), ...foreignLabels]);
	return labelsIn(text).filter((label) => !label.split(' > ').every((part) => known.has(part)));
};

describe('a label', () => {
	it.each(guides)('of %s is one of the editor or of Order Desk', (name) => {
		expect(unknownLabels(read(name))).toEqual([]);
	});

	it('is reported when there is none: a negative control', () => {
		expect(unknownLabels('Turn on _Verify After Writing_ or _Verify Before Writing_ of _Order > Update_.')).toEqual([
			'Verify Before Writing',
		]);
	});

	it('of n8n or Order Desk is listed only if a guide has it', () => {
		const used = guides.flatMap((name) => labelsIn(read(name)).flatMap((label) => label.split(' > ')));
		expect(foreignLabels.filter((label) => !used.includes(label))).toEqual([]);
	});
});

/** Files that a text names in backticks, in a folder of the repository, and that are not there. */
const missingIn = (text: string): string[] => {
	const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	const begins = new Set(folders.map(({ name }) => name));
	return pathsIn(text)
		.filter((path) => begins.has(path.split('/')[0] ?? ''))
		.filter((path) => !existsSync(join(root, path)));
};

describe('a file or folder', () => {
	/** Of the example of an operation that does not exist. */
	const madeUp = [
		'api/shipment/track.ts',
		'test/api/shipment/track.test.cts',
		'nodes/OrderDesk/shipment/track.operation.ts',
	];

	it.each(documents)('that %s names is there', (name) => {
		expect(missingIn(read(name))).toEqual(name === 'CONTRIBUTING.md' ? madeUp : []);
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
		expect(folders.filter((folder) => !read('docs/architecture.md').includes(`\`${folder}\``))).toEqual([]);
	});
});

describe('the pictures in docs/images', () => {
	const images = join(root, 'docs', 'images');
	const pictures = readdirSync(images, { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => statSync(join(images, name)).isFile());

	it('are each in a document', () => {
		const texts = documents.map(read);
		expect(pictures.length).toBeGreaterThan(20);
		expect(pictures.filter((name) => !texts.some((text) => text.includes(`images/${name})`)))).toEqual([]);
	});

	it('show every example, in less than 60 kB each', () => {
		const shown = pictures.filter((name) => name.startsWith('examples/'));
		expect(shown.sort()).toEqual(examples.map((name) => `examples/${name.replace('.json', '.jpg')}`).sort());
		expect(shown.filter((name) => statSync(join(images, name)).size > 60_000)).toEqual([]);
		for (const name of shown) expect(read('examples/README.md')).toContain(`(../docs/images/${name})`);
	});
});
