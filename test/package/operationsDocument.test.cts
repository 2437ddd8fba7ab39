import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { resources } from '../../nodes/OrderDesk/resources';
import { triggerEvents } from '../../nodes/OrderDeskTrigger/events';

interface Entry {
	at?: string;
	operation?: string;
	event?: string;
	fields?: Record<string, Entry | string>;
}
interface Ibexa {
	page: string;
	groups: Record<string, Record<string, Entry | string>>;
	modules: Record<string, Entry>;
}
interface Module {
	name: string;
	fields: Array<{ name: string; elsewhere?: string }>;
}
type PropertiesFor = (resource: string, operation: string) => INodeProperties[];
interface Sources {
	resources: typeof resources;
	propertiesFor: PropertiesFor;
	events: typeof triggerEvents;
	ibexa: Ibexa;
}

const root = join(__dirname, '..', '..');
const script = (name: string): unknown => jest.requireActual(join(root, 'scripts', name));

const { SOURCES, operationsDocument } = script('operations-document.cjs') as {
	SOURCES: Record<string, string>;
	operationsDocument: (sources: Sources) => string;
};
const { parametersOf, shownFor } = script('operations-document/parameters.cjs') as {
	parametersOf: (properties: INodeProperties[]) => Array<{ path: string; label: string; plumbing: boolean }>;
	shownFor: (properties: INodeProperties[]) => PropertiesFor;
};
const { gapsIn, modulesOf, withoutPlace } = script('operations-document/ibexa.cjs') as {
	gapsIn: (modules: Module[]) => string[];
	modulesOf: (ibexa: Ibexa) => Module[];
	withoutPlace: (modules: Module[], ours: { paths: Map<string, Set<string>>; events: string[] }) => string[];
};

const ibexa = JSON.parse(readFileSync(join(root, 'docs', 'ibexa-modules.json'), 'utf8')) as Ibexa;
const document = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');
const propertiesFor = shownFor(new OrderDesk().description.properties);

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		key: `${resource.value}.${operation.value}`,
		heading: `## ${resource.name}: ${operation.name}`,
		parameters: parametersOf(propertiesFor(resource.value, operation.value)),
	})),
);
const ours = {
	paths: new Map(operations.map(({ key, parameters }) => [key, new Set(parameters.map(({ path }) => path))])),
	events: triggerEvents.map(({ value }) => value),
};

/** What Ibexa has and this package has not. Whoever closes a gap takes it out of here and of ibexa-modules.json. */
const gaps: string[] = [];

describe('docs/operations.md', () => {
	it('is what npm run docs writes', () => {
		const current = operationsDocument({ resources, propertiesFor, events: triggerEvents, ibexa });
		if (current !== document) throw new Error('docs/operations.md is not up to date: run npm run docs');
	});

	it('is made of modules that are there', () => {
		expect(Object.values(SOURCES).filter((module) => !existsSync(join(root, `${module}.ts`)))).toEqual([]);
	});

	it('has every operation with every parameter', () => {
		expect(operations.length).toBeGreaterThan(20);
		const missing = operations.flatMap(({ key, heading, parameters }) => {
			const section = document.split(`\n${heading}\n`)[1]?.split('\n## ')[0];
			if (section === undefined) return [key];
			// The fields of Create or Update are those of Create.
			const likeCreate = section.includes('The same fields as in [Order: Create](');
			const said = (path: string) =>
				section.includes(`\`${path}\``) || (likeCreate && path.startsWith('additionalFields.'));
			return parameters.filter(({ path, plumbing }) => !plumbing && !said(path)).map(({ path }) => `${key} ${path}`);
		});
		expect(missing).toEqual([]);
	});

	it('has every module and every field of Ibexa', () => {
		const missing = modulesOf(ibexa).flatMap(({ name, fields }) => {
			const section = document.split(`\n### ${name}\n`)[1]?.split('\n### ')[0] ?? '';
			return fields.filter((field) => !section.includes(`| ${field.name} `)).map((field) => `${name} > ${field.name}`);
		});
		expect(missing).toEqual([]);
	});
});

describe('the modules of Ibexa', () => {
	it('have a place in our nodes, with all their fields', () => {
		expect(withoutPlace(modulesOf(ibexa), ours)).toEqual([]);
	});

	it('are there, but for the gaps that are known', () => {
		expect(gapsIn(modulesOf(ibexa))).toEqual(gaps);
	});

	it('need no parameter of ours for the name of a webhook alone', () => {
		const fields = modulesOf(ibexa).flatMap((module) => module.fields);
		const elsewhere = fields.filter((field) => field.elsewhere !== undefined).map(({ name }) => name);
		expect([...new Set(elsewhere)]).toEqual(['Webhook Name']);
	});

	it('are reported when they have no place: a negative control', () => {
		const madeUp: Record<string, Entry> = {
			'Watch Moons': { event: 'moonRisen' },
			'Fold an Order': { operation: 'order.fold' },
			'Get an Order': {
				operation: 'order.get',
				fields: {
					'Order ID': 'orderId',
					Moon: 'options.moon',
					Sun: {},
					Shade: { at: 'orderId', operation: 'order.fold' },
				},
			},
		};
		expect(withoutPlace(modulesOf({ ...ibexa, modules: madeUp }), ours)).toEqual([
			"Watch Moons: there is no operation or event 'moonRisen'",
			"Fold an Order: there is no operation or event 'order.fold'",
			'Get an Order > Moon: order.get has no parameter options.moon',
			'Get an Order > Sun: no place is given',
			'Get an Order > Shade: order.fold has no parameter orderId',
		]);
	});
});
