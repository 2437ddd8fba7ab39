import type { Json, JsonObject } from '../../../api/types';
import { call, created, fetched, listed } from '../../support/sandboxCall.cts';
import { row, count, mug } from './probe.cts';

/** Switches about finding and listing: another value, something that looks at the effect, what is seen by default and otherwise. */
export const searchProbes = {
	plainDates: row('local', count('search_start_date=2026-01-10 08:00:00', ['2026-01-10 09:00:00']), 1, 0),
	localDates: row('ignored', count('search_start_date_local=2026-01-10 08:00:00', ['2026-01-10 09:00:00']), 0, 1),
	dateBounds: row('exclusive', count('search_start_date=2026-01-10 09:00:00', ['2026-01-10 09:00:00']), 1, 0),
	repeatedHour: row('later', count('search_start_date_local=2025-11-02 01:30:00', ['2025-11-02 08:30:00']), 1, 0),
	textFilters: row(
		'contains',
		async (sandbox) => {
			await created(sandbox, { source_id: '1234' });
			return (await listed(sandbox, 'source_id=123')).length;
		},
		0,
		1,
	),
	searchParam: row(
		'ignored',
		async (sandbox) => {
			await created(sandbox);
			return (await listed(sandbox, 'search=nobody')).length;
		},
		0,
		1,
	),
	inventoryFilters: row(
		'ignored',
		async (sandbox) => {
			sandbox.store.inventory.add({ ...mug, update_source: 'n8n' });
			return (await call(sandbox, 'GET', '/inventory-items?update_source_not=n8n')).body['records_returned'];
		},
		0,
		1,
	),
	inventoryLimit: row(
		1,
		async (sandbox) => {
			for (const code of ['A', 'B']) sandbox.store.inventory.add({ ...mug, code });
			return (await call(sandbox, 'GET', '/inventory-items?limit=500')).body['records_returned'];
		},
		2,
		1,
	),
	inventoryOrder: row(
		'byStock',
		async (sandbox) => {
			for (const stock of [9, 7, 8]) sandbox.store.inventory.add({ ...mug, code: `M${stock}`, stock });
			const { inventory_items } = (await call(sandbox, 'GET', '/inventory-items')).body;
			return (inventory_items as JsonObject[]).map((item) => item['stock']);
		},
		[9, 7, 8],
		[7, 8, 9],
	),
	totalRecords: row(
		'wrong',
		async (sandbox) => {
			await created(sandbox);
			return (await call(sandbox, 'GET', '/orders')).body['total_records'];
		},
		1,
		'0',
	),
	orderByUpdated: row(
		'ignored',
		async (sandbox) => {
			const older = await created(sandbox, { source_id: 'older', date_added: '2026-01-01 00:00:00' });
			await created(sandbox, { source_id: 'newer' });
			await sandbox.clock.advance(1_000);
			sandbox.store.orders.edit(older.id, { email: 'x' });
			return (await listed(sandbox, 'order_by=date_updated&order=ASC')).map(({ source_id }) => source_id);
		},
		['newer', 'older'],
		['older', 'newer'],
	),
	ties: row(
		'arbitrary',
		async (sandbox) => {
			for (let made = 0; made < 8; made++) await created(sandbox);
			const read = async (): Promise<Json[]> => (await listed(sandbox, '')).map(({ id }) => id ?? '');
			return JSON.stringify(await read()) === JSON.stringify(await read());
		},
		true,
		false,
	),
	visibilityLag: row(
		5,
		async (sandbox) => {
			await created(sandbox);
			const atOnce = (await listed(sandbox, '')).length;
			await sandbox.clock.advance(5_000);
			return [atOnce, (await listed(sandbox, '')).length];
		},
		[1, 1],
		[0, 1],
	),
	historyOfOne: row(
		'ignored',
		async (sandbox) => 'order_history' in (await fetched(sandbox, (await created(sandbox)).id)),
		true,
		false,
	),
};
