import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findCircle, folderSizes, readImports, refusedImports, specifiersIn } from '../support/importGraph.cts';
import type { ImportGraph } from '../support/importGraph.cts';

const root = join(__dirname, '..', '..');
const shipped = ['api', 'nodes', 'credentials'];
const imports = readImports(root, [...shipped, 'sandbox']);

const maxFiles = 12;

/** From the lowest to the highest. A file imports from its own part and from lower layers, never from one beside it. */
const layers: ReadonlyArray<readonly string[]> = [
	['api/types.ts', 'api/errors.ts'],
	['api/messages/'],
	['api/records/'],
	['api/client/'],
	['api/store.ts', 'api/stores.ts'],
	['api/storeCache.ts'],
	['api/lists/', 'api/writing/'],
	['api/orderPart/'],
	['api/order/', 'api/shipment/', 'api/inventoryItem/'],
	// Above order/: an update of the whole order sends its items too, and several items change through the order.
	['api/orderItem/'],
	['api/polling/', 'api/webhook/'],
	['nodes/messages/'],
	['nodes/connection/'],
	['nodes/shared/'],
	['nodes/OrderDesk/', 'nodes/OrderDeskTrigger/', 'nodes/OrderDeskPollingTrigger/', 'credentials/', 'sandbox/'],
];

/** Parts that may import less of this repository than their layer allows. */
const onlyFrom: Readonly<Record<string, readonly string[]>> = {
	'credentials/': ['api/'],
	'sandbox/': ['api/types.ts', 'api/records/fields/'],
};

/** Modules that n8n lets a verified node import. */
const packages: Readonly<Record<string, readonly string[]>> = {
	'api/': ['zod', 'luxon', 'lodash', 'p-limit', 'node:crypto'],
	'nodes/': ['n8n-workflow', 'zod', 'luxon', 'lodash', 'p-limit', 'node:crypto'],
	'credentials/': ['n8n-workflow', 'zod', 'luxon', 'lodash', 'p-limit', 'node:crypto'],
};

const startsWithOneOf = (path: string, starts: readonly string[]): boolean =>
	starts.some((start) => path.startsWith(start));

const isOurs = (target: string): boolean => /\.(c?ts|json)$/.test(target);

const partOf = (file: string) => layers.flat().find((part) => file.startsWith(part));

const layerOf = (file: string): number => layers.findIndex((parts) => startsWithOneOf(file, parts));

const pointsDown = (file: string, target: string): boolean => {
	if (!isOurs(target)) return true;
	const part = partOf(file) ?? '';
	if (partOf(target) === part) return part !== '';
	const allowed = onlyFrom[part];
	return layerOf(target) >= 0 && layerOf(target) < layerOf(file) && (!allowed || startsWithOneOf(target, allowed));
};

const isAllowedPackage = (file: string, target: string): boolean => {
	const allowed = Object.entries(packages).find(([part]) => file.startsWith(part))?.[1];
	return isOurs(target) || allowed === undefined || allowed.includes(target);
};

const made = (...edges: Array<[file: string, target: string]>): ImportGraph =>
	new Map(edges.map(([file, target]) => [file, [target]]));

describe('a folder', () => {
	const crowded = (sizes: Iterable<[string, number]>) => [...sizes].filter(([, files]) => files > maxFiles);

	it('of code holds at most twelve files', () => {
		const sizes = folderSizes(root, ['api', 'bench', 'credentials', 'nodes', 'sandbox', 'test']);
		expect(sizes.size).toBeGreaterThan(20);
		expect(crowded(sizes)).toEqual([]);
	});

	it('with more would be found', () => {
		const sizes: Array<[string, number]> = [
			['api/client', 12],
			['nodes/shared', 13],
		];
		expect(crowded(sizes)).toEqual([['nodes/shared', 13]]);
	});
});

describe('the imports', () => {
	it('are read in every form', () => {
		const text = `
			import { a } from 'a';
			import type { B } from 'b';
			export { c } from 'c';
			import 'd';
			const e = await import('e');
			const f = require('f');
			// import { g } from 'g';
			const h = "import { h } from 'h'";
		`;
		expect(specifiersIn(text).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
		expect(imports.size).toBeGreaterThan(150);
		expect(imports.get('nodes/connection/connect.ts')).toContain('api/client/client.ts');
	});

	it('form no circle', () => {
		expect(findCircle(imports)).toBeUndefined();
	});

	it('that form a circle would be found', () => {
		const circle = made(['start', 'one'], ['one', 'two'], ['two', 'three'], ['three', 'one']);
		expect(findCircle(circle)).toEqual(['one', 'two', 'three', 'one']);
	});

	it('lead only to lower layers', () => {
		expect(refusedImports(imports, pointsDown)).toEqual([]);
	});

	it.each([
		['api/client/client.ts', 'api/lists/paging.ts', 'upward inside api/'],
		['api/orderPart/orderPart.ts', 'api/shipment/shipment.ts', 'from what order parts share to one kind of them'],
		['api/order/move/move.ts', 'api/shipment/add.ts', 'from one resource to another'],
		['api/webhook/readPost.ts', 'api/polling/defineEvent.ts', 'between triggers inside api/'],
		['api/store.ts', 'nodes/connection/connect.ts', 'from api/ to nodes/'],
		['nodes/connection/connect.ts', 'nodes/shared/choice.ts', 'upward inside nodes/'],
		['nodes/OrderDeskTrigger/events.ts', 'nodes/OrderDesk/resources.ts', 'from one node to another'],
		['credentials/OrderDeskApi.credentials.ts', 'nodes/connection/connect.ts', 'from a credential to a node'],
		['nodes/connection/connect.ts', 'credentials/OrderDeskApi.credentials.ts', 'from a node to a credential'],
		['sandbox/index.cts', 'api/errors.ts', 'from the sandbox to more than the fields of api/'],
		['api/errors.ts', 'sandbox/index.cts', 'from api/ to the sandbox'],
		['api/errors.ts', 'test/support/setup.cts', 'to tests'],
		['api/utils/index.ts', 'api/errors.ts', 'from a folder that has no layer'],
	])('from %s to %s would be found: %s', (file, target) => {
		expect(refusedImports(made([file, target]), pointsDown)).toEqual([`${file} → ${target}`]);
	});

	it('of packages are those n8n allows, and api/ knows nothing of n8n', () => {
		expect(refusedImports(imports, isAllowedPackage)).toEqual([]);
	});

	it.each([
		['api/errors.ts', 'n8n-workflow'],
		['api/errors.ts', 'node:fs'],
		['nodes/connection/connect.ts', 'undici'],
		['nodes/connection/connect.ts', 'n8n-core'],
		['credentials/OrderDeskApi.credentials.ts', 'node:process'],
	])('of packages from %s to %s would be found', (file, target) => {
		expect(refusedImports(made([file, target]), isAllowedPackage)).toEqual([`${file} → ${target}`]);
	});
});
