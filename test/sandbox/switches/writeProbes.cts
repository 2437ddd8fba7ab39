import { textOf } from '../../../sandbox/store/records.cts';
import type { JsonObject } from '../../../api/types';
import { call, created, fetched } from '../../support/sandboxCall.cts';
import { row, statusOf, itemsOf, afterPut, shipped, mug, shipment } from './probe.cts';

/** Switches about what a write does: another value, something that looks at the effect, what is seen by default and otherwise. */
export const writeProbes = {
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
	duplicateShipment: row(
		'400',
		async (sandbox) => {
			const { id } = await shipped(sandbox, { tracking_number: 'T' });
			return (await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T' })).status;
		},
		200,
		400,
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
	paymentStatus: row('Captured', async (sandbox) => (await created(sandbox))['payment_status'], 'Approved', 'Captured'),
	moveMissing: row(
		'present',
		async (sandbox) => {
			const { id } = await created(sandbox);
			const move = { order_id_list: [1, id], destination_folder_id: 21655 };
			const { message, results } = (await call(sandbox, 'POST', '/move-orders', move)).body;
			return [message, ...(results as JsonObject[]).map((result) => result['message'])];
		},
		['1 Order Moved', 'Order Moved to Prepared Folder'],
		['1 Order Moved', 'Order Not Found', 'Order Moved to Prepared Folder'],
	),
	sourceNames: row(
		'replaced',
		async (sandbox) => {
			const free = await created(sandbox, { source_name: 'My Shop' });
			return [free['source_name'], (await created(sandbox, { source_name: 'Etsy' }))['source_name']];
		},
		['My Shop', 'Etsy'],
		['Order Desk', 'Etsy'],
	),
	tags: row('ignored', async (sandbox) => (await created(sandbox, { tag_name: 'info' }))['tag_name'], 'info', ''),
	mapLimit: row(
		'cut',
		async (sandbox) => {
			const [first, second] = ['x'.repeat(2_000), 'y'.repeat(2_000)];
			return Object.keys((await created(sandbox, { checkout_data: { first, second } }))['checkout_data'] as JsonObject);
		},
		['first', 'second'],
		['first'],
	),
	creationRules: row(
		'beforeReply',
		async (sandbox) => {
			const order = await created(sandbox);
			return [order['order_metadata'], order['folder_id']];
		},
		[[], 21654],
		[{ rules_applied: '1' }, 21655],
	),
	partShipments: row(
		'ignored',
		async (sandbox) =>
			(await shipped(sandbox, { tracking_number: 'T', order_items: [{ code: 'MUG', quantity: 1 }] })).shipment[
				'order_items'
			],
		[{ code: 'MUG', quantity: 1 }],
		'',
	),
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
	itemPut: row(
		'partial',
		async (sandbox) => {
			const order = await created(sandbox);
			await call(sandbox, 'PUT', `/orders/${order.id}/order-items/${textOf(itemsOf(order)[0]?.['id'])}`, {
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
			await call(sandbox, 'PUT', `/orders/${id}/shipments/${textOf(made['id'])}`, { tracking_number: 'T2' });
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
	unknownFields: row(
		'stored',
		async (sandbox) => (await created(sandbox, { colour: 'red' }))['colour'],
		undefined,
		'red',
	),
	mapValues: row(
		'asSent',
		async (sandbox) => (await created(sandbox, { checkout_data: { a: 1 } }))['checkout_data'],
		{ a: '1' },
		{ a: 1 },
	),
};
