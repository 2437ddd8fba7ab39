import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import type { Sandbox, SandboxOptions } from '../../../sandbox/index.cts';
import { call, created, listed, virtualSandbox } from '../../support/sandboxCall.cts';

const sourceIds = (orders: JsonObject[]): unknown[] => orders.map(({ source_id }) => source_id);

/** A store with one order per date, named after its date. */
async function storeWith(dates: string[], options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = virtualSandbox(options);
	for (const date_added of dates) await created(sandbox, { date_added, source_id: date_added });
	return sandbox;
}

describe('filters of the order list', () => {
	const people: JsonObject[] = [
		{
			source_id: 'A',
			email: 'One@Example.com',
			shipping: { first_name: 'Ann', last_name: 'Bee', phone: '1' },
			customer_id: '7',
		},
		{
			source_id: 'B',
			email: 'two@example.com',
			shipping: { first_name: 'Bob', last_name: 'Cee', address1: '1 Elm' },
			folder_id: 21655,
			source_name: 'Etsy',
		},
	];
	it.each([
		['email=one@example.com', ['A']],
		['customer_id=7', ['A']],
		['source_id=b', ['B']],
		['source_name=etsy', ['B']],
		['folder_id=21655', ['B']],
		['folder_id=21654,21655', ['A', 'B']],
		['folder_name=Prepared', ['B']],
		['folder_name=prepared', []],
		['shipping_first_name=ann', ['A']],
		['customer_last_name=cee', ['B']],
		['shipping_address1=1 elm', ['B']],
		['customer_phone=1', ['A']],
		['search=two', ['B']],
		['email=', ['A', 'B']],
		['no_such_filter=1', ['A', 'B']],
	])('%s finds %j', async (query, found) => {
		const sandbox = virtualSandbox();
		for (const person of people) await created(sandbox, { customer: {}, ...person });
		expect(sourceIds(await listed(sandbox, `${query}&order=ASC`))).toEqual(found);
	});

	it('a text that is no date is refused, not read as something else', async () => {
		expect((await call(virtualSandbox(), 'GET', '/orders?search_start_date=yesterday')).status).toBe(400);
	});
});

describe('dates', () => {
	// 08:30 UTC is 00:30 in Los Angeles in winter.
	const dates = ['2026-01-10 07:59:59', '2026-01-10 08:00:00', '2026-01-10 08:30:00'];
	const query = 'search_start_date=2026-01-10 00:00:00&order=ASC';

	it('plain params are read as UTC, or as store time when the switch says so', async () => {
		expect(await listed(await storeWith(dates), query)).toHaveLength(3);
		expect(sourceIds(await listed(await storeWith(dates, { switches: { plainDates: 'local' } }), query))).toEqual(
			dates.slice(1),
		);
	});

	it.each([
		'2026-01-10 08:00:00',
		'2026-01-10T08:00:00',
		'2026-01-10T08:00:00.000Z',
		'2026-01-10T10:00:00%2B02:00',
		'2026-01-10T03:00:00-0500',
		'Sat, 10 Jan 2026 08:00:00 GMT',
		'10 Jan 2026 08:00:00',
		'Sat, 10 Jan 2026 10:00:00 %2B0200',
	])('are understood as %s', async (date) => {
		expect(sourceIds(await listed(await storeWith(dates), `search_start_date=${date}&order=ASC`))).toEqual(
			dates.slice(1),
		);
	});

	it('that name their zone mean the same whatever the switch says', async () => {
		const sandbox = await storeWith(dates, { switches: { plainDates: 'local' } });
		for (const name of ['search_start_date', 'search_start_date_local']) {
			expect(await listed(sandbox, `${name}=Sat, 10 Jan 2026 08:00:00 GMT`)).toHaveLength(2);
		}
	});

	it.each(['2026-02-30', '2026-01-10 08:00:00 Mars', 'Sat, 10 Jib 2026 08:00:00 GMT', '1768032000', '2026-13-01'])(
		'are refused where there is no such date: %s',
		async (date) => {
			expect((await call(virtualSandbox(), 'GET', `/orders?search_start_date=${date}`)).status).toBe(400);
		},
	);

	it('_local params are read as store time under both settings', async () => {
		for (const plainDates of ['utc', 'local'] as const) {
			const sandbox = await storeWith(dates, { switches: { plainDates } });
			expect(sourceIds(await listed(sandbox, 'search_start_date_local=2026-01-10 00:30:00'))).toEqual(dates.slice(2));
		}
	});

	it('bounds are inclusive at both ends', async () => {
		const sandbox = await storeWith(dates);
		expect(await listed(sandbox, `search_start_date=${dates[1]}&search_end_date=${dates[1]}`)).toHaveLength(1);
	});

	it('an autumn hour that occurs twice is read as the switch says', async () => {
		// 2025-11-02 01:30 in Los Angeles is 08:30 UTC (summer time) and again 09:30 UTC.
		const twice = ['2025-11-02 08:30:00', '2025-11-02 09:30:00'];
		const local = 'search_start_date_local=2025-11-02 01:30:00';
		expect(await listed(await storeWith(twice), local)).toHaveLength(2);
		expect(await listed(await storeWith(twice, { switches: { repeatedHour: 'later' } }), local)).toHaveLength(1);
	});

	it('a spring hour that is skipped moves forward', async () => {
		// 2026-03-08 02:30 does not exist in Los Angeles: read as 03:30, which is 10:30 UTC.
		const sandbox = await storeWith(['2026-03-08 10:29:59', '2026-03-08 10:30:00']);
		expect(await listed(sandbox, 'search_start_date_local=2026-03-08 02:30:00')).toHaveLength(1);
	});

	it('modified_start_date looks at date_updated, whole seconds', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		await sandbox.clock.advance(61_500);
		await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T' });
		expect(await listed(sandbox, 'modified_start_date=2026-01-15 12:01:01')).toHaveLength(1);
		expect(await listed(sandbox, 'modified_start_date=2026-01-15 12:01:02')).toHaveLength(0);
	});
});

describe('order and pages', () => {
	it('newest first, 50 rows, unless told otherwise', async () => {
		const sandbox = virtualSandbox();
		for (let made = 0; made < 60; made++) {
			await sandbox.clock.advance(1_000);
			await created(sandbox, { source_id: String(made) });
		}
		const { body } = await call(sandbox, 'GET', '/orders');
		expect(body).toMatchObject({ total_records: 60, records_returned: 50, offset: 0, limit: 50 });
		expect((body['orders'] as JsonObject[])[0]).toMatchObject({ source_id: '59' });
		expect(sourceIds(await listed(sandbox, 'offset=58&order=ASC'))).toEqual(['58', '59']);
	});

	it('limit is never above 500', async () => {
		expect((await call(virtualSandbox(), 'GET', '/orders?limit=5000')).body['limit']).toBe(500);
	});

	it('sorts by any field, also of an address, numbers as numbers', async () => {
		const sandbox = virtualSandbox();
		for (const [last_name, shipping_total] of [
			['Bee', 9],
			['Ant', 10],
		] as const) {
			await created(sandbox, { source_id: last_name, shipping: { last_name }, shipping_total });
		}
		expect(sourceIds(await listed(sandbox, 'order_by=shipping_last_name&order=ASC'))).toEqual(['Ant', 'Bee']);
		expect(sourceIds(await listed(sandbox, 'order_by=shipping_total&order=ASC'))).toEqual(['Bee', 'Ant']);
	});

	it('history comes with a list only when asked for', async () => {
		const sandbox = virtualSandbox();
		await created(sandbox);
		expect((await listed(sandbox, ''))[0]).not.toHaveProperty('order_history');
		expect((await listed(sandbox, 'get_order_history=1'))[0]).toHaveProperty('order_history');
	});
});
