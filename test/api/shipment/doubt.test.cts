import { describe, expect, it } from '@jest/globals';
import { addShipments } from '../../../api/shipment/add';
import { addShipment } from '../../../api/shipment/add';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { batchPath, kept, parcels, wanted, withOrders } from '../../support/parcels.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';

const lost: FaultName[] = ['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated', 'wrongJson', 'notJson'];

describe('several shipments whose answer is lost', () => {
	it.each(lost)('arrive once each, though the store answers with %s', async (fault) => {
		const { store, ids, client } = withOrders(6, { faults: { [fault]: { count: 1, path: batchPath } } });
		const rows = parcels(ids, 30);
		const added = await store.run(addShipments(client, rows));
		expect(added.map((outcome) => 'existed' in outcome && outcome.existed)).toEqual(rows.map(() => false));
		expect(kept(store)).toEqual(wanted(rows));
	});

	/** The store adds only some of the rows before the connection breaks, and others later, if at all. */
	const breaking = (store: VirtualStore, inTime: (rows: JsonObject[]) => JsonObject[], late: JsonObject[] = []) => {
		const sent: number[] = [];
		store.intercept(async (request, next) => {
			if (!request.url.includes('/batch-shipments')) return await next(request);
			const rows = JSON.parse(request.body ?? '[]') as JsonObject[];
			sent.push(rows.length);
			if (sent.length > 1) return await next(request);
			await next({ ...request, body: JSON.stringify(inTime(rows)) });
			if (late.length > 0) store.clock.after(5_500, () => void next({ ...request, body: JSON.stringify(late) }));
			throw new Error('socket hang up');
		});
		return sent;
	};
	const onWire = ({ orderId, shipment }: ReturnType<typeof parcels>[number]) => ({ order_id: orderId, ...shipment });

	it('are sent again without those that have arrived', async () => {
		const { store, ids, client } = withOrders(6);
		const rows = parcels(ids, 30);
		const sent = breaking(store, (all) => all.slice(0, 11));
		const added = await store.run(addShipments(client, rows));
		expect(added.every((outcome) => 'existed' in outcome && !outcome.existed)).toBe(true);
		expect(kept(store)).toEqual(wanted(rows));
		expect(sent).toEqual([30, 19]);
	});

	it('are refused when they are so the second time', async () => {
		const { store, ids, client } = withOrders(3);
		const rows = parcels(ids, 3);
		let first = true;
		store.intercept(async (request, next) => {
			if (!request.url.includes('/batch-shipments')) return await next(request);
			if (!first) return { status: 400, headers: {}, body: '{"status":"error","message":"Locked"}' };
			first = false;
			await next({ ...request, body: JSON.stringify(rows.slice(0, 1).map(onWire)) });
			throw new Error('socket hang up');
		});
		const added = await store.run(addShipments(client, rows));
		expect(added).toMatchObject([
			{ existed: false },
			{ message: 'Order Desk did not add the shipments: Locked' },
			{ message: 'Order Desk did not add the shipments: Locked' },
		]);
	});

	it('end as uncertain where the answer does not say what became of each', async () => {
		const { store, ids, client } = withOrders(2);
		store.intercept(async () =>
			Promise.resolve({ status: 200, headers: {}, body: '{"status":"success","message":"Done"}' }),
		);
		const added = await store.run(addShipments(client, parcels(ids, 2)));
		expect(added).toMatchObject(ids.map(() => ({ kind: 'uncertain' })));
	});

	it.each([1, 2])('end as uncertain when the time cannot be asked: %i of them', async (count) => {
		const { store, ids, client } = withOrders(count, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.sandbox.faults.set({ serverError: { path: 'GET /test' } });
		const added = await store.run(addShipments(client, parcels(ids, count)));
		expect(added).toMatchObject(ids.map(() => ({ kind: 'uncertain' })));
		expect(kept(store)).toHaveLength(count);
	});

	it('are told apart by their values, and counted where they are equal', async () => {
		const { store, ids, client } = withOrders(1);
		const [orderId = ''] = ids;
		const rows = [1, 2, 3, 3, 3].map((weight) => ({ orderId, shipment: { tracking_number: 'n/a', weight } }));
		const sent = breaking(store, (all) => all.slice(1, 4));
		await store.run(addShipments(client, rows));
		expect(kept(store)).toEqual(wanted(rows));
		expect(sent).toEqual([5, 2]);
	});

	it('are waited for, when the store is slow to add some of them', async () => {
		const { store, ids, client } = withOrders(2);
		const rows = parcels(ids, 10);
		const sent = breaking(store, (all) => all.slice(0, 4), rows.slice(4).map(onWire));
		await store.run(addShipments(client, rows));
		expect(kept(store)).toEqual(wanted(rows));
		expect(sent).toEqual([10]);
	});

	it('are not made up for by older parcels without a number', async () => {
		const { store, ids, client } = withOrders(1);
		const rows = parcels([ids[0] ?? ''], 11).filter(({ shipment }) => shipment['tracking_number'] === 'n/a');
		await store.run(addShipments(client, rows));
		await store.clock.advance(86_400_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: batchPath } });
		await store.run(addShipments(store.client(), rows));
		expect(kept(store)).toEqual([...wanted(rows), ...wanted(rows)].sort());
	});

	it.each(['dropAfter', 'dropBefore'] as const)(
		'are told from equal ones that were added just before: %s',
		async (fault) => {
			const { store, ids, client } = withOrders(2);
			await store.run(addShipment(client, ids[0] ?? '', { tracking_number: 'n/a' }));
			store.sandbox.faults.set({ [fault]: { count: 1, path: batchPath } });
			const rows = [
				{ orderId: ids[0] ?? '', shipment: { tracking_number: 'n/a' } },
				{ orderId: ids[1] ?? '', shipment: { tracking_number: 'T1' } },
			];
			const added = await store.run(addShipments(client, rows));
			expect(added).toMatchObject([{ existed: false }, { existed: false }]);
			expect(kept(store)).toHaveLength(3);
		},
	);

	/** The store writes shipments down in its own way. */
	const rewriting = (store: VirtualStore, changes: JsonObject) =>
		store.intercept(async (request, next) => {
			const reply = await next(request);
			if (request.method !== 'GET' || !request.url.includes('/shipments')) return reply;
			const { shipments: list = [], ...body } = JSON.parse(reply.body) as { shipments?: JsonObject[] };
			return { ...reply, body: JSON.stringify({ ...body, shipments: list.map((one) => ({ ...one, ...changes })) }) };
		});

	it.each<[string, JsonObject]>([
		['carrier in its own words', { carrier_code: 'United Parcel Service' }],
		['items in its own form', { order_items: '[{"id":1}]' }],
		['no date', { date_added: '' }],
	])('end as uncertain, and are not sent twice, where the store gives their %s', async (_, changes) => {
		for (const count of [1, 2]) {
			const { store, ids, client } = withOrders(count);
			store.sandbox.faults.set({ dropAfter: { count: 1, path: 'POST ' } });
			rewriting(store, changes);
			const rows = ids.map((orderId) => ({ orderId, shipment: { tracking_number: 'n/a', carrier_code: 'UPS' } }));
			const added = await store.run(addShipments(client, rows));
			expect(added).toMatchObject(rows.map(() => ({ kind: 'uncertain' })));
			expect(kept(store)).toHaveLength(count);
		}
	});

	it('are told where the store has kept their carrier, and are uncertain where it has not', async () => {
		const { store, ids, client } = withOrders(1, { faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.intercept(async (request, next) => {
			const reply = await next(request);
			return request.method === 'GET' ? { ...reply, body: reply.body.replace('"DHL"', '"DHL Express"') } : reply;
		});
		const rows = ['UPS', 'DHL'].map((carrier) => ({
			orderId: ids[0] ?? '',
			shipment: { tracking_number: 'n/a', carrier_code: carrier } as JsonObject,
		}));
		expect(await store.run(addShipments(client, rows))).toMatchObject([{ existed: false }, { kind: 'uncertain' }]);
		expect(kept(store)).toHaveLength(2);
	});

	it('are refused alone where their order does not exist', async () => {
		const { store, ids, client } = withOrders(2, { faults: { dropBefore: { count: 1, path: 'POST ' } } });
		const added = await store.run(addShipments(client, parcels([...ids, '99'], 3)));
		expect(added).toMatchObject([
			{ existed: false },
			{ existed: false },
			{ message: expect.stringContaining('Order Not Found') },
		]);
	});

	it('are told apart by what is in them', async () => {
		const { store, ids, client } = withOrders(1);
		const [orderId = ''] = ids;
		const rows = ['glue', 'paper', 'tape'].map((code) => ({
			orderId,
			shipment: { tracking_number: 'n/a', order_items: [{ code, quantity: 1 }] } as JsonObject,
		}));
		const sent = breaking(store, (all) => all.slice(1, 2));
		expect(await store.run(addShipments(client, rows))).toMatchObject(rows.map(() => ({ existed: false })));
		expect(sent).toEqual([3, 2]);
		const all = store.sandbox.store.orders.get(orderId).order_shipments;
		expect(all.map(({ order_items: [item] }) => item?.['code']).sort()).toEqual(['glue', 'paper', 'tape']);
	});

	it('is added for a part, though a whole one of the same run went without a number too', async () => {
		const { store, ids, client } = withOrders(1);
		const [orderId = ''] = ids;
		await store.run(addShipment(client, orderId, { tracking_number: 'n/a' }));
		await store.clock.advance(5_000);
		store.sandbox.faults.set({ dropAfter: { count: 1, path: 'POST ' } });
		const part: JsonObject = { tracking_number: 'n/a', order_items: [{ code: 'paper', quantity: 1 }] };
		expect(await store.run(addShipment(client, orderId, part))).toMatchObject({ existed: false });
		expect(kept(store)).toHaveLength(2);
	});

	it('would be there twice, if the batch were sent again blindly', async () => {
		const { store, ids, client } = withOrders(1);
		const body = parcels(ids, 1).map(({ orderId, shipment }) => ({ order_id: orderId, ...shipment }));
		await store.run(client.call('addShipments', { path: {}, body }));
		await store.run(client.call('addShipments', { path: {}, body }));
		expect(kept(store)).toHaveLength(2);
	});

	it.each(Array.from({ length: 25 }, (_, seed) => seed))(
		'are never there twice, and never lost without a word: seed %i of a bad network',
		async (seed) => {
			const bad = { probability: 0.3, path: batchPath };
			const faults = { dropBefore: bad, dropAfter: bad, errorAfter: { ...bad, path: 'POST ' }, serverError: bad };
			const { store, ids, client } = withOrders(5, { seed, faults });
			const rows = parcels(ids, 25 + seed * 5);
			const added = await store.run(addShipments(client, rows));
			const there = kept(store);
			expect(new Set(there).size).toBe(there.length);
			const arrived = rows.filter((_, index) => 'existed' in (added[index] ?? {}));
			expect(there).toEqual(expect.arrayContaining(wanted(arrived)));
			for (const [index, outcome] of added.entries()) {
				if ('existed' in outcome || outcome.kind === 'uncertain') continue;
				expect(there).not.toContain(wanted(rows.slice(index, index + 1))[0]);
			}
		},
	);
});
