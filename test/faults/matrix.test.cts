import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../api/errors';
import type { Settled } from '../../api/errors';
import type { OrderDeskClient } from '../../api/client/client';
import { ResendingClient, TrustingClient } from '../../bench/faults/controls.cts';
import { fullItem, fullOrder } from '../../bench/faults/fullRecords.cts';
import { resources } from '../../nodes/OrderDesk/resources';
import type { FaultName } from '../../sandbox/index.cts';
import { virtualStore } from '../support/virtualStore.cts';
import type { Proxy, VirtualStore } from '../support/virtualStore.cts';
import { operations } from '../support/matrixOperations.cts';
import type { Operation, Records } from '../support/matrixOperations.cts';

/** Something that befalls a request: a fault of the sandbox, or a proxy in front of it. */
type Trouble = FaultName | Proxy;

const broken = (code: string) => Object.assign(new Error(`The connection broke: ${code}`), { code });

const unreached: Proxy = async () => await Promise.reject(broken('ECONNREFUSED'));
const timeoutBefore: Proxy = async () => await Promise.reject(broken('ETIMEDOUT'));
const timeoutAfter: Proxy = async (request, next) => {
	await next(request);
	throw broken('ETIMEDOUT');
};
const answering =
	(status: number): Proxy =>
	async () =>
		await Promise.resolve({ status, headers: {}, body: '{"status":"error","message":"No"}' });

interface Column {
	troubles: Record<string, Trouble>;
	/** How often it strikes; without end when left out. */
	times?: number;
	/** Whether Order Desk has done the work. */
	isDone?: boolean;
}

const before: Record<string, Trouble> = {
	'a dropped connection': 'dropBefore',
	'HTTP 500': 'serverError',
	'a page of a gateway': 'badGateway',
	'a time-out': timeoutBefore,
};

/** The columns of the table in docs/faults.md. */
const columns: Record<string, Column> = {
	'All well': { troubles: { nothing: async (request, next) => await next(request) } },
	'Too many, or not reached': {
		troubles: { 'HTTP 429': 'tooManyRequests', 'a refused connection': unreached },
		times: 1,
	},
	'Request lost': { troubles: before, times: 1 },
	'Answer lost': {
		troubles: {
			'a dropped connection': 'dropAfter',
			'HTTP 500': 'errorAfter',
			'half an answer': 'truncated',
			'JSON of a wrong shape': 'wrongJson',
			'no JSON': 'notJson',
			'a time-out': timeoutAfter,
		},
		times: 1,
		isDone: true,
	},
	Refused: { troubles: { 'HTTP 400': answering(400), 'HTTP 200 with an error': answering(200) } },
	'Lost each time': { troubles: before },
};

const document = readFileSync(join(__dirname, '..', '..', 'docs', 'faults.md'), 'utf8');

const cellsOf = (line: string): string[] =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

/** What docs/faults.md says of every operation, by column. */
const [head = [], , ...lines] = document
	.split('\n')
	.filter((line) => line.startsWith('|'))
	.map(cellsOf);
const documented = lines.map(([name = '', ...cells]) => ({
	name,
	cells: Object.fromEntries(cells.map((cell, place) => [head[place + 1] ?? '', cell])),
}));

const recordsIn = ({ sandbox: { store } }: VirtualStore): Records => {
	const { id: orderId, order_items: items } = store.orders.create(fullOrder(), 'silent');
	store.shipments.add(orderId, { tracking_number: 'T1' });
	const [shipment] = store.orders.get(orderId).order_shipments;
	const { id: inventoryItemId } = store.inventory.add(fullItem(1));
	return { orderId, itemId: items[0]?.id ?? '', shipmentId: shipment?.id ?? '', inventoryItemId };
};

/** `done`; `failed`, where nothing has happened; `uncertain`. */
const wordFor = (outcome: Settled<unknown>): string => {
	const results = outcome.ok ? [outcome.value].flat() : [outcome.error];
	const error = results.find((result) => isOrderDeskError(result));
	if (!outcome.ok && !error) throw outcome.error;
	return error ? (error.kind === 'uncertain' ? 'uncertain' : 'failed') : 'done';
};

type ClientOf = (store: VirtualStore) => OrderDeskClient;

const whatHappens = async (
	{ struck, run, effects }: Operation,
	trouble: Trouble,
	times: number | undefined,
	clientOf: ClientOf = (store) => store.client(),
) => {
	const store = virtualStore();
	const records = recordsIn(store);
	// They are older than what happens to them.
	await store.clock.advance(3_600_000);
	let left = times ?? Infinity;
	let requests = 0;
	if (typeof trouble === 'string')
		store.sandbox.faults.set({ [trouble]: { path: struck, ...(times !== undefined && { count: times }) } });
	store.intercept(async (request, next) => {
		requests += 1;
		const line = `${request.method} ${request.url.replace('/api/v2', '')}`;
		const strikes = typeof trouble === 'function' && line.startsWith(struck) && left-- > 0;
		return strikes ? await trouble(request, next) : await next(request);
	});
	const outcome = await store.run(settle(run(clientOf(store), records)));
	// What is still on its way may arrive.
	await store.clock.advance(20_000);
	return { cell: `${wordFor(outcome)}, ${requests}`, effects: effects?.(store, records) };
};

/** How often it has to have taken effect. */
const wanted = ({ effects }: Operation, cell: string, isDone = false): number | undefined => {
	if (!effects) return undefined;
	return cell.startsWith('done') || (cell.startsWith('uncertain') && isDone) ? 1 : 0;
};

const cases = documented.flatMap(({ name, cells }) =>
	Object.entries(columns).flatMap(([column, { troubles, times, isDone }]) =>
		Object.entries(troubles).map(([what, trouble]) => {
			const operation = operations[name] as Operation;
			return { name, column, what, operation, trouble, times, isDone, cell: cells[column] ?? '' };
		}),
	),
);

describe('the table of faults', () => {
	it('has a line for every operation of the node that writes, and a column for every kind of fault', () => {
		expect(documented.map(({ name }) => name)).toEqual(Object.keys(operations));
		const writes = resources.flatMap(({ name: resource, operations: all }) =>
			all.filter(({ readOnly }) => !readOnly).map(({ name }) => `${resource} > ${name}`),
		);
		const lines = documented.map(({ name }) => name.split(',')[0] ?? '');
		expect(writes.filter((write) => !lines.includes(write))).toEqual([]);
		expect(lines.filter((line) => !/ > Get( Many)?$/.test(line) && !writes.includes(line))).toEqual([]);
		expect(head.slice(1)).toEqual(Object.keys(columns));
	});

	it.each(cases)('$name, $column ($what): $cell', async ({ operation, trouble, times, isDone, cell }) => {
		expect(await whatHappens(operation, trouble, times)).toEqual({
			cell,
			effects: wanted(operation, cell, isDone),
		});
	});

	it.each(Object.entries(operations))('%s takes no second request with a wrong key', async (_, operation) => {
		const { cell } = await whatHappens({ ...operation, struck: '' }, answering(401), undefined);
		expect(cell).toBe('failed, 1');
	});
});

/** Operations for which a client has another effect than the table says. */
const wrongWith = async (column: string, clientOf: ClientOf): Promise<string[]> => {
	const wrong = new Set<string>();
	for (const { name, operation, trouble, times, isDone, cell } of cases.filter((one) => one.column === column)) {
		const { effects } = await whatHappens(operation, trouble, times, clientOf);
		if (effects !== wanted(operation, cell, isDone)) wrong.add(name);
	}
	return [...wrong];
};

describe('the same table', () => {
	it('finds a client that sends everything again', async () => {
		const resending: ClientOf = (store) => store.client({ make: (options) => new ResendingClient(options) });
		expect(await wrongWith('Answer lost', resending)).toEqual(
			expect.arrayContaining(['Order > Create, without one', 'Order Item > Create', 'Order > Add Note']),
		);
	});

	it('finds a client that takes a lost answer for done', async () => {
		const trusting: ClientOf = (store) => store.client({ make: (options) => new TrustingClient(options) });
		expect(await wrongWith('Request lost', trusting)).toEqual(
			expect.arrayContaining(['Order > Update', 'Shipment > Create', 'Order > Add Note']),
		);
	});
});
