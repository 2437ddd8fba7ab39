import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { textOf } from '../../../sandbox/store/records.cts';
import { call, created, fetched, virtualSandbox } from '../../support/sandboxCall.cts';

describe('shipments', () => {
	it('carry text everywhere, and "" as items when the whole order is shipped', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		await call(sandbox, 'POST', `/orders/${id}/shipments`, {
			tracking_number: '1Z1',
			carrier_code: 'UPS',
			weight: 2.5,
		});
		const [shipment = {}] = (await fetched(sandbox, id))['order_shipments'] as JsonObject[];
		expect(Object.values(shipment).every((value) => typeof value === 'string')).toBe(true);
		expect(shipment).toMatchObject({
			order_items: '',
			weight: '2.5',
			cost: '',
			date_shipped: '2026-01-15',
			tracking_url: expect.stringContaining('1Z1'),
		});
	});

	it.each(['2026-01-10', '2026-01-10T08:00:00Z', 'Sat, 10 Jan 2026 08:00:00 GMT'])(
		'sent as of %s are shipped on that day',
		async (shipment_date) => {
			const sandbox = virtualSandbox();
			const { id } = await created(sandbox);
			await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T', shipment_date });
			const { shipments } = (await call(sandbox, 'GET', `/orders/${id}/shipments`)).body;
			expect(shipments).toMatchObject([{ date_shipped: '2026-01-10' }]);
		},
	);

	it('keep the items of a part shipment', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		const order_items = [{ code: 'MUG', quantity: 1 }];
		await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T', order_items });
		const { shipments } = (await call(sandbox, 'GET', `/orders/${id}/shipments`)).body;
		expect(shipments).toMatchObject([{ order_items }]);
	});

	it('a second one with the same number is "Shipment Not Added" inside a 200; n/a may repeat', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		const add = (tracking_number: string) => call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number });
		await add('T1');
		const again = await add('T1');
		expect([again.status, again.body['status'], again.body['message']]).toEqual([200, 'error', 'Shipment Not Added']);
		await add('n/a');
		expect((await add('n/a')).body['status']).toBe('success');
	});

	it('rows of a batch fail on their own inside a 200', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		const reply = await call(sandbox, 'POST', '/batch-shipments', [
			{ order_id: id, tracking_number: 'T1' },
			{ order_id: '1', tracking_number: 'T2' },
			{ order_id: id, tracking_number: 'T1' },
		]);
		expect(reply.status).toBe(200);
		expect(reply.body).toMatchObject({
			status: 'success',
			results: [{ status: 'success' }, { status: 'error' }, { status: 'error' }],
		});
		expect((await fetched(sandbox, id))['order_shipments']).toHaveLength(1);
	});

	it('a batch above the cap is refused whole', async () => {
		const sandbox = virtualSandbox({ switches: { batchCap: 2 } });
		const { id } = await created(sandbox);
		const rows = ['a', 'b', 'c'].map((tracking_number) => ({ order_id: id, tracking_number }));
		expect((await call(sandbox, 'POST', '/batch-shipments', rows)).status).toBe(400);
		expect((await fetched(sandbox, id))['order_shipments']).toEqual([]);
	});

	it('PUT replaces one, DELETE removes it', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T1', status: 'sent' });
		const [{ id: shipment } = {}] = (await fetched(sandbox, id))['order_shipments'] as JsonObject[];
		const path = `/orders/${id}/shipments/${textOf(shipment)}`;
		await call(sandbox, 'PUT', path, { tracking_number: 'T2' });
		expect((await call(sandbox, 'GET', path)).body['shipment']).toMatchObject({ tracking_number: 'T2', status: '' });
		expect((await call(sandbox, 'DELETE', path)).body['message']).toBe(`Shipment ${textOf(shipment)} Deleted`);
	});
});

describe('inventory', () => {
	const mug = { name: 'Mug', code: 'MUG', price: 10, stock: 5, location: 'Main' };

	it('a new item answers 201 with a numeric id; its code is unique', async () => {
		const sandbox = virtualSandbox();
		const reply = await call(sandbox, 'POST', '/inventory-items', mug);
		expect(reply.status).toBe(201);
		expect(reply.body['inventory_item']).toMatchObject({ ...mug, id: expect.any(Number) });
		expect((await call(sandbox, 'POST', '/inventory-items', mug)).status).toBe(400);
		expect((await call(sandbox, 'POST', '/inventory-items', { name: 'No code' })).status).toBe(400);
	});

	it('has null for a manufacturer SKU that is not set, also when null was sent', async () => {
		const sandbox = virtualSandbox();
		for (const manufacturer_sku of [undefined, null, '', 'ACME-1']) {
			const code = `MUG ${String(manufacturer_sku)}`;
			await call(sandbox, 'POST', '/inventory-items', { ...mug, code, manufacturer_sku });
		}
		const { inventory_items } = (await call(sandbox, 'GET', '/inventory-items')).body;
		expect((inventory_items as JsonObject[]).map((item) => item['manufacturer_sku'])).toEqual([
			null,
			null,
			null,
			'ACME-1',
		]);
	});

	it('PUT blanks what is missing, the batch PUT does so for each row', async () => {
		const sandbox = virtualSandbox();
		const { id } = sandbox.store.inventory.add(mug);
		const other = sandbox.store.inventory.add({ ...mug, code: 'CUP' });
		await call(sandbox, 'PUT', `/inventory-items/${id}`, { name: 'Mug', code: 'MUG', stock: 7 });
		expect((await call(sandbox, 'GET', `/inventory-items/${id}`)).body['inventory_item']).toMatchObject({
			stock: 7,
			price: 0,
			location: '',
		});
		const reply = await call(sandbox, 'PUT', '/batch-inventory-items', [
			{ ...mug, code: 'CUP', id: other.id, stock: 1 },
			{ ...mug, id: 1 },
		]);
		expect(reply.body['message']).toBe('1 Inventory Items Updated');
		expect(sandbox.store.inventory.get(other.id).stock).toBe(1);
	});

	it('is found by several codes at once, and total_records is text', async () => {
		const sandbox = virtualSandbox();
		for (const code of ['A', 'B', 'C']) sandbox.store.inventory.add({ ...mug, code });
		const { body } = await call(sandbox, 'GET', '/inventory-items?code=a,C');
		expect(body).toMatchObject({
			total_records: '2',
			records_returned: 2,
			inventory_items: [{ code: 'A' }, { code: 'C' }],
		});
	});
});

describe('moving orders', () => {
	it('by exact folder name or id moves them, writes history and reports the folder they came from', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		const body = { order_id_list: [Number(id)], destination_folder_name: 'Prepared' };
		const reply = await call(sandbox, 'POST', '/move-orders', body);
		expect(reply.body).toMatchObject({
			message: '1 Order Moved',
			results: [{ order_id: Number(id), message: 'Order Moved to Prepared Folder', original_folder_id: 21654 }],
		});
		expect(await fetched(sandbox, id)).toMatchObject({ folder_id: 21655, previous_folder_id: '21654' });
		expect(JSON.stringify((await fetched(sandbox, id))['order_history'])).toContain('moved to the Prepared folder');
	});

	it('to a name that matches nothing moves nothing, without an error', async () => {
		const sandbox = virtualSandbox();
		const { id } = await created(sandbox);
		const reply = await call(sandbox, 'POST', '/move-orders', {
			order_id_list: [id],
			destination_folder_name: 'prepared',
		});
		expect(reply.body).toMatchObject({ status: 'success', results: [] });
		expect((await fetched(sandbox, id))['folder_id']).toBe(21654);
	});

	it('with folder id and name together is refused', async () => {
		const body = { order_id_list: [], destination_folder_name: 'New', destination_folder_id: 21654 };
		expect((await call(virtualSandbox(), 'POST', '/move-orders', body)).status).toBe(400);
	});
});

it('the store reply holds the secrets that the real one holds', async () => {
	const { store } = (await call(virtualSandbox(), 'GET', '/store')).body;
	expect(store).toMatchObject({
		settings: { api_key: 'sandbox-api-key', smtp_password: 'sandbox-smtp-password', timezone: 'America/Los_Angeles' },
	});
});
