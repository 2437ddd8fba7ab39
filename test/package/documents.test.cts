import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { watchedEvents } from '../../nodes/OrderDeskPollingTrigger/events';
import { triggerEvents } from '../../nodes/OrderDeskTrigger/events';
import { resources } from '../../nodes/OrderDesk/resources';

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

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
