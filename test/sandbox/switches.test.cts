import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '../../api/types';
import {
	defaultSwitches,
	postOf,
	switchNames,
	switchTable,
	type Appointment,
	type Sandbox,
	type SwitchName,
	type Switches,
} from '../../sandbox/index.cts';
import { anOrder, call, created, fetched, listed, virtualSandbox } from './call.cts';

type Probe = (sandbox: ReturnType<typeof virtualSandbox>) => Promise<unknown>;
type Row<Name extends SwitchName> = { other: Switches[Name]; probe: Probe; byDefault: unknown; otherwise: unknown };
const row = <Name extends SwitchName>(
	other: Switches[Name],
	probe: Probe,
	byDefault: unknown,
	otherwise: unknown,
): Row<Name> => ({ other, probe, byDefault, otherwise });

const count =
	(query: string, dates: string[]): Probe =>
	async (sandbox) => {
		for (const date_added of dates) await created(sandbox, { date_added });
		return (await listed(sandbox, query)).length;
	};
const statusOf =
	(method: string, path: string, body?: unknown, headers?: Record<string, string>): Probe =>
	async (sandbox) =>
		(await call(sandbox, method, path, body, headers)).status;
const itemsOf = (order: JsonObject): JsonObject[] => order['order_items'] as JsonObject[];
const afterPut =
	(change: (order: JsonObject) => JsonObject, read: (order: JsonObject) => unknown): Probe =>
	async (sandbox) => {
		const order = await created(sandbox, { folder_id: 21655 });
		await sandbox.clock.advance(1_000);
		await call(sandbox, 'PUT', `/orders/${order.id}`, change(order));
		return read(await fetched(sandbox, order.id));
	};
/** The webhook of an imported order, as it would be posted now. */
const posted = (sandbox: Sandbox, more: JsonObject = {}, format = 'form') => {
	sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://x.example/', format });
	const { id } = sandbox.store.orders.create(anOrder(more), 'import');
	const appointment = sandbox.store.appointments.all()[0] as Appointment;
	return { id, appointment, post: () => postOf(sandbox.store, appointment) };
};
const shipped = async (
	sandbox: Sandbox,
	body: JsonObject,
): Promise<{ id: string; reply: JsonObject; status: number; shipment: JsonObject }> => {
	const { id } = await created(sandbox);
	const { body: reply, status } = await call(sandbox, 'POST', `/orders/${id}/shipments`, body);
	const [shipment = {}] = (await fetched(sandbox, id))['order_shipments'] as JsonObject[];
	return { id, reply, status, shipment };
};
const mug = { name: 'Mug', code: 'MUG', price: 3, stock: 1, location: 'Main' };
const shipment = (order_id: string) => [{ order_id, tracking_number: 'T' }];
const limited: Probe = async (sandbox) => {
	sandbox.faults.set({ tooManyRequests: { count: 1 } });
	const { headers } = await call(sandbox, 'GET', '/test');
	return Object.keys(headers).filter((name) => name.endsWith('retry-after'));
};
const keys = async (
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	wanted: string[] = [],
): Promise<string[]> =>
	Object.keys((await call(sandbox, method, path, body)).body).filter((key) => wanted.includes(key));

/** For each switch another value, something that looks at its effect, and what is seen by default and otherwise. */
const rows: { [Name in SwitchName]: Row<Name> } = {
	plainDates: row('local', count('search_start_date=2026-01-10 08:00:00', ['2026-01-10 09:00:00']), 1, 0),
	localDates: row('ignored', count('search_start_date_local=2026-01-10 08:00:00', ['2026-01-10 09:00:00']), 0, 1),
	dateBounds: row('exclusive', count('search_start_date=2026-01-10 09:00:00', ['2026-01-10 09:00:00']), 1, 0),
	repeatedHour: row('later', count('search_start_date_local=2025-11-02 01:30:00', ['2025-11-02 08:30:00']), 1, 0),
	putFolder: row(
		'moves',
		afterPut(
			(order) => ({ ...order, folder_id: 21656 }),
			({ folder_id }) => folder_id,
		),
		21655,
		21656,
	),
	putMissingItems: row(
		'removed',
		afterPut(
			(order) => ({ ...order, order_items: [{ name: 'New' }] }),
			(order) => itemsOf(order).length,
		),
		2,
		1,
	),
	retries: row(
		'10',
		async (sandbox) => {
			const { appointment } = posted(sandbox);
			for (let tried = 0; tried < 6; tried++)
				sandbox.store.appointments.attempted(appointment, { at: 0, status: 500, ms: 0, reply: '', error: '' });
			return appointment.status;
		},
		'failed',
		'pending',
	),
	jsonBodyShape: row(
		'wrapped',
		async (sandbox) => Object.keys(JSON.parse(posted(sandbox, {}, 'json').post().body) as object)[0],
		'id',
		'order',
	),
	jsonFlag: row(
		'wins',
		async (sandbox) => posted(sandbox, { order_metadata: { json_post_in_body: 1 } }).appointment.format,
		'form',
		'json',
	),
	hashOver: row(
		'rawurldecoded',
		async (sandbox) => {
			const plain = posted(sandbox, { email: '%20' }).post();
			sandbox.store.setSwitches({ hashOver: 'decoded' });
			return plain.headers['X-ORDER-DESK-HASH'] === posted(sandbox).post().headers['X-ORDER-DESK-HASH'];
		},
		true,
		false,
	),
	hashHeader: row('absent', async (sandbox) => 'X-ORDER-DESK-HASH' in posted(sandbox).post().headers, true, false),
	webhookPayload: row(
		'atEvent',
		async (sandbox) => {
			const { id, post } = posted(sandbox);
			sandbox.store.orders.edit(id, { email: 'later' });
			return post().body.includes('later');
		},
		true,
		false,
	),
	authFailure: row('403', statusOf('GET', '/test', undefined, { 'ORDERDESK-API-KEY': 'x' }), 401, 403),
	unknownId: row('200', statusOf('GET', '/orders/1'), 404, 200),
	duplicateShipment: row(
		'400',
		async (sandbox) => {
			const { id } = await shipped(sandbox, { tracking_number: 'T' });
			return (await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T' })).status;
		},
		200,
		400,
	),
	apiCreateEvent: row(
		'imported',
		async (sandbox) => {
			for (const event of ['orderImported', 'orderCreated'])
				sandbox.store.rules.save({ name: event, event, url: 'http://x.example/' });
			await created(sandbox);
			return sandbox.store.appointments.all().map(({ event }) => event);
		},
		['orderCreated'],
		['orderImported'],
	),
	batchBody: row(
		'wrapped',
		async (sandbox) => {
			const { id } = await created(sandbox);
			const replies = [
				await call(sandbox, 'POST', '/batch-shipments', shipment(id)),
				await call(sandbox, 'POST', '/batch-shipments', { shipments: shipment(id) }),
			];
			return replies.map(({ status }) => status);
		},
		[200, 400],
		[400, 200],
	),
	batchCap: row(1, async (sandbox) => (await call(sandbox, 'POST', '/batch-shipments', [{}, {}])).status, 200, 400),
	batchCapCode: row(
		'413',
		async (sandbox) => {
			sandbox.store.setSwitches({ batchCap: 1 });
			return (await call(sandbox, 'POST', '/batch-shipments', [{}, {}])).status;
		},
		400,
		413,
	),
	batchRowIds: row(
		'absent',
		async (sandbox) => {
			const { body } = await call(sandbox, 'POST', '/batch-shipments', shipment('1'));
			return 'order_id' in ((body['results'] as JsonObject[])[0] ?? {});
		},
		true,
		false,
	),
	moveCap: row(1, statusOf('POST', '/move-orders', { order_id_list: [1, 2], destination_folder_id: 21655 }), 200, 400),
	textFilters: row(
		'contains',
		async (sandbox) => {
			await created(sandbox, { source_id: '1234' });
			return (await listed(sandbox, 'source_id=123')).length;
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
	totalRecords: row(
		'wrong',
		async (sandbox) => {
			await created(sandbox);
			return (await call(sandbox, 'GET', '/orders')).body['total_records'];
		},
		1,
		'0',
	),
	contentTypeOnGet: row(
		'refused',
		statusOf('GET', '/test', undefined, { 'Content-Type': 'application/json' }),
		200,
		400,
	),
	paymentStatus: row('Approved', async (sandbox) => (await created(sandbox))['payment_status'], 'Captured', 'Approved'),
	orderTotal: row('writable', async (sandbox) => (await created(sandbox, { order_total: 99 }))['order_total'], 20, 99),
	noteLimit: row(
		0,
		async (sandbox) => {
			const order = await created(sandbox, { order_notes: [{ content: 'x'.repeat(2_500) }] });
			return JSON.stringify(order['order_notes']).length > 2_500;
		},
		false,
		true,
	),
	shipDateField: row(
		'ship_date',
		async (sandbox) =>
			(await shipped(sandbox, { tracking_number: 'T', shipment_date: '2026-01-02' })).shipment['date_shipped'],
		'2026-01-02',
		'2026-01-15',
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
	shipNotifyHeaders: row(
		'present',
		async (sandbox) => {
			const { id } = await created(sandbox, { order_metadata: { ship_notify_url: 'http://x.example/' } });
			sandbox.store.shipments.add(id, { tracking_number: 'T' });
			return 'X-ORDER-DESK-HASH' in postOf(sandbox.store, sandbox.store.appointments.all()[0] as Appointment).headers;
		},
		false,
		true,
	),
	historyOfOne: row(
		'ignored',
		async (sandbox) => 'order_history' in (await fetched(sandbox, (await created(sandbox)).id)),
		true,
		false,
	),
	itemPut: row(
		'partial',
		async (sandbox) => {
			const order = await created(sandbox);
			await call(sandbox, 'PUT', `/orders/${order.id}/order-items/${String(itemsOf(order)[0]?.['id'])}`, {
				name: 'Only name',
			});
			return itemsOf(await fetched(sandbox, order.id))[0]?.['code'];
		},
		'',
		'MUG',
	),
	shipmentPut: row(
		'partial',
		async (sandbox) => {
			const { id, shipment: made } = await shipped(sandbox, { tracking_number: 'T', status: 'sent' });
			await call(sandbox, 'PUT', `/orders/${id}/shipments/${String(made['id'])}`, { tracking_number: 'T2' });
			return ((await fetched(sandbox, id))['order_shipments'] as JsonObject[])[0]?.['status'];
		},
		'',
		'sent',
	),
	inventoryPut: row(
		'partial',
		async (sandbox) => {
			const { id } = sandbox.store.inventory.add(mug);
			await call(sandbox, 'PUT', `/inventory-items/${id}`, { name: 'Mug', code: 'MUG' });
			return sandbox.store.inventory.get(id).price;
		},
		0,
		3,
	),
	readOnlyInPut: row(
		'refused',
		async (sandbox) => {
			const order = await created(sandbox);
			return (await call(sandbox, 'PUT', `/orders/${order.id}`, order)).status;
		},
		200,
		400,
	),
	orderPutReply: row(
		'message',
		async (sandbox) => {
			const order = await created(sandbox);
			return keys(sandbox, 'PUT', `/orders/${order.id}`, order, ['order', 'message']);
		},
		['order'],
		['message'],
	),
	orderDeleteReply: row(
		'none',
		async (sandbox) => 'message' in (await call(sandbox, 'DELETE', `/orders/${(await created(sandbox)).id}`)).body,
		true,
		false,
	),
	itemPostReply: row(
		'withItem',
		async (sandbox) =>
			keys(sandbox, 'POST', `/orders/${(await created(sandbox)).id}/order-items`, { name: 'A' }, ['order_item']),
		[],
		['order_item'],
	),
	inventoryPostReply: row('message', statusOf('POST', '/inventory-items', mug), 201, 200),
	unknownFolder: row(
		'error',
		statusOf('POST', '/move-orders', { order_id_list: [], destination_folder_name: 'Nowhere' }),
		200,
		400,
	),
	unchangedPut: row(
		'keeps',
		afterPut(
			(order) => order,
			({ date_updated }) => date_updated,
		),
		'2026-01-15 12:00:01',
		'2026-01-15 12:00:00',
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
	timing: row(
		'message',
		(sandbox) => keys(sandbox, 'GET', '/orders', undefined, ['execution_time', 'message']),
		['execution_time'],
		['message'],
	),
	mapValues: row(
		'asSent',
		async (sandbox) => (await created(sandbox, { checkout_data: { a: 1 } }))['checkout_data'],
		{ a: '1' },
		{ a: 1 },
	),
	prices: row('text', async (sandbox) => itemsOf(await created(sandbox))[0]?.['price'], 10, '10'),
	unknownFields: row(
		'stored',
		async (sandbox) => (await created(sandbox, { colour: 'red' }))['colour'],
		undefined,
		'red',
	),
	refill: row(
		'wholeSecond',
		async (sandbox) => {
			sandbox.bucket?.fill(0);
			await sandbox.clock.advance(999);
			return sandbox.bucket?.remaining();
		},
		2,
		0,
	),
	tokensHeader: row(
		'absent',
		async (sandbox) => 'x-tokens-remaining' in (await call(sandbox, 'GET', '/test')).headers,
		true,
		false,
	),
	retryAfterHeader: row('Retry-After', limited, ['x-retry-after'], ['retry-after']),
	dateHeader: row('absent', async (sandbox) => 'date' in (await call(sandbox, 'GET', '/test')).headers, true, false),
};

describe('switches', () => {
	it.each(switchNames)('%s changes what clients see', async (name) => {
		const { other, probe, byDefault, otherwise } = rows[name];
		const rateLimit = { capacity: 20, refillPerSecond: 3 };
		const deliver = () => Promise.resolve({ status: 500, reply: '' });
		expect(await probe(virtualSandbox({ rateLimit, deliver }))).toEqual(byDefault);
		expect(await probe(virtualSandbox({ rateLimit, deliver, switches: { [name]: other } }))).toEqual(otherwise);
	});

	it('each default is one of its values', () => {
		const odd = switchNames.filter(
			(name) => !(switchTable[name].values as readonly unknown[]).includes(defaultSwitches()[name]),
		);
		expect(odd).toEqual([]);
	});
});
