import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { deletePart, updatePart } from '../../../api/orderPart/orderPart';
import { addShipments } from '../../../api/shipment/add';
import { shipmentKind } from '../../../api/shipment/shipment';
import { addShipment } from '../../../api/shipment/add';
import type { JsonObject } from '../../../api/types';
import type { FaultName } from '../../../sandbox/index.cts';
import { batchPath, kept, parcels, wanted, withOrders } from '../../support/parcels.cts';
import type { virtualStore } from '../../support/virtualStore.cts';

describe('several shipments', () => {
	it('take one request per hundred, and come out in their sequence', async () => {
		const { store, ids, client } = withOrders(7);
		const rows = parcels(ids, 250);
		const added = await store.run(addShipments(client, rows));
		expect(added).toEqual(
			rows.map(({ orderId, shipment }) => ({ shipment: { order_id: orderId, ...shipment }, existed: false })),
		);
		expect(kept(store)).toEqual(wanted(rows));
		expect(store.sandbox.requests.counts()).toEqual({ [batchPath]: 3 });
	});

	it('fail row by row', async () => {
		const { store, ids, client } = withOrders(3);
		const rows = parcels([ids[0] ?? '', '99', ids[2] ?? ''], 3);
		const added = await store.run(addShipments(client, rows));
		expect(added).toMatchObject([
			{ existed: false },
			{ kind: 'refused', message: expect.stringContaining('Order Not Found') },
			{ existed: false },
		]);
		expect(store.sandbox.requests.counts()).toEqual({ [batchPath]: 1 });
	});

	it('that are there already are reported as such, with one request per order concerned', async () => {
		const { store, ids, client } = withOrders(2);
		const rows = [
			...parcels(ids, 4).slice(1),
			{ orderId: ids[1] ?? '', shipment: { tracking_number: 'T1' } as JsonObject },
		];
		await store.run(addShipment(client, ids[1] ?? '', { tracking_number: 'T3', carrier_code: 'ups' }));
		const added = await store.run(addShipments(client, rows));
		expect(added).toMatchObject([
			{ existed: false, shipment: { tracking_number: 'T1' } },
			{ existed: false, shipment: { tracking_number: 'T2' } },
			{ existed: true, shipment: { tracking_number: 'T3', carrier_code: 'ups', source: 'API' } },
			{ existed: true, shipment: { tracking_number: 'T1', order_id: ids[1] } },
		]);
		expect(store.sandbox.requests.counts()).toMatchObject({ [batchPath]: 1, 'GET /orders/{id}/shipments': 1 });
	});

	it.each([
		['batchRowIds', 'absent', 2],
		['batchCap', 50, 4],
		['batchCap', 10, 22],
		['batchCapCode', '413', 2],
		['batchBody', 'both', 2],
		['duplicateShipment', '400', 2],
		['timing', 'message', 2],
	])('arrive once each, where the store has %s = %s', async (name, value, most) => {
		const { store, ids, client } = withOrders(4, { switches: { [name]: value } });
		const rows = parcels(ids, 120);
		const added = await store.run(addShipments(client, rows));
		expect(added.map((outcome) => 'existed' in outcome && outcome.existed)).toEqual(rows.map(() => false));
		expect(kept(store)).toEqual(wanted(rows));
		expect(store.sandbox.requests.counts()[batchPath]).toBeLessThanOrEqual(most);
	});

	it('whose results cannot be told apart end as uncertain', async () => {
		const { store, ids, client } = withOrders(3);
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const body = JSON.parse(reply.body) as { results: JsonObject[] };
			return { ...reply, body: JSON.stringify({ ...body, results: body.results.reverse() }) };
		});
		const added = await store.run(addShipments(client, parcels(ids, 3)));
		expect(added).toMatchObject([{ kind: 'uncertain' }, { existed: false }, { kind: 'uncertain' }]);
	});

	it.each([200, 400, 413])('are told apart in an answer with HTTP %i that is an error as a whole', async (status) => {
		const { store, ids, client } = withOrders(4);
		const rows = ids.map((orderId, n) => ({ orderId, shipment: { tracking_number: `T${n}` } as JsonObject }));
		const results = [
			{ order_id: ids[0], status: 'success', message: 'Shipment Added' },
			{ order_id: ids[1], status: 'error', message: 'The order is locked' },
			{ order_id: ids[2], message: 'Shipment Added' },
			'nothing',
		];
		store.intercept(async () => ({ status, headers: {}, body: JSON.stringify({ status: 'error', results }) }));
		expect(await store.run(addShipments(client, rows))).toMatchObject([
			{ existed: false, shipment: { order_id: ids[0] } },
			{ kind: 'refused', message: expect.stringContaining('The order is locked') },
			{ kind: 'uncertain' },
			{ kind: 'uncertain' },
		]);
		expect(store.statuses).toEqual([status]);
	});

	it('fail one by one, where the store takes neither the batch nor some of them', async () => {
		const { store, ids, client } = withOrders(2, { switches: { batchBody: 'wrapped' } });
		const added = await store.run(addShipments(client, parcels([...ids, '99'], 12)));
		expect(added.map((outcome) => ('kind' in outcome ? outcome.message : 'added'))).toEqual(
			Array.from({ length: 12 }, (_, n) =>
				n % 3 === 2 ? 'Order Desk did not add the shipment to order 99: Order Not Found' : 'added',
			),
		);
	});

	it('all fail with a key that Order Desk does not accept', async () => {
		const { store, ids } = withOrders(3);
		const added = await store.run(addShipments(store.client({ apiKey: 'wrong' }), parcels(ids, 3)));
		expect(added).toMatchObject(Array(3).fill({ kind: 'unauthorized' }));
		expect(store.sandbox.requests.total()).toBe(1);
	});

	it('are refused with words of our own, where Order Desk gives none', async () => {
		const { store, ids, client } = withOrders(2);
		const results = [{ status: 'success' }, { status: 'error' }];
		store.intercept(async () => ({ status: 200, headers: {}, body: JSON.stringify({ status: 'success', results }) }));
		const added = await store.run(addShipments(client, parcels(ids, 2)));
		expect(added).toMatchObject([
			{ existed: false },
			{ message: `Order Desk did not add the shipment to order ${ids[1]}: it gave no reason` },
		]);
	});

	it('arrive one by one, where the store does not take the batch', async () => {
		const { store, ids, client } = withOrders(4, { switches: { batchBody: 'wrapped' } });
		const rows = parcels(ids, 12);
		await store.run(addShipments(client, rows));
		expect(kept(store)).toEqual(wanted(rows));
	});
});

describe('a shipment under a tracking number that the order has already', () => {
	const glue = { code: 'crzyg-554', quantity: 1 };
	const paper = { code: 'paper', quantity: 2 };
	const part = (...items: JsonObject[]): JsonObject => ({ tracking_number: 'T1', order_items: items });
	const whole: JsonObject = { tracking_number: 'T1', carrier_code: 'UPS' };

	const addTo = async (there: JsonObject, wanted: JsonObject, count: number) => {
		const { store, ids, client } = withOrders(count);
		for (const id of ids) store.sandbox.store.shipments.add(id, there);
		const rows = ids.map((orderId) => ({ orderId, shipment: wanted }));
		return await store.run(addShipments(client, rows));
	};

	it.each<[string, JsonObject, JsonObject]>([
		['is the same as a whole', whole, { ...whole, carrier_code: 'ups ' }],
		['names no carrier', whole, { tracking_number: 'T1' }],
		['has the same items, in another sequence', part(glue, paper), part({ ...paper, quantity: '2' }, glue)],
		['has the same items, by their ID', part({ id: '5', code: 'x', quantity: 1 }), part({ id: 5, quantity: 1 })],
	])('is reported as existing where it %s', async (_, there, wanted) => {
		for (const count of [1, 2]) {
			expect(await addTo(there, wanted, count)).toMatchObject(Array(count).fill({ existed: true }));
		}
	});

	it.each<[string, JsonObject, JsonObject]>([
		['is a part of it', whole, { ...whole, order_items: [paper] }],
		['is the whole of it', part(paper), { tracking_number: 'T1' }],
		['has other items', part(glue), part(paper)],
		['has another quantity', part(paper), part({ ...paper, quantity: 1 })],
		['has more of them', part(paper), part(paper, glue)],
		['says in another way what is in it', { ...whole, order_items: [paper] }, { ...whole, order_items: 'paper' }],
		['has one of them twice', part(paper, glue), part(paper, paper)],
		['goes by another carrier', whole, { ...whole, carrier_code: 'DHL' }],
	])('is refused, and says why, where it %s', async (_, there, wanted) => {
		const refusal = {
			kind: 'refused',
			message: expect.stringContaining('Shipment Not Added'),
			advice: expect.stringContaining("the tracking number 'T1' already"),
		};
		for (const count of [1, 2]) {
			expect(await addTo(there, wanted, count)).toMatchObject(Array(count).fill(refusal));
		}
	});

	it('is refused in the words of Order Desk, when the shipments cannot be read', async () => {
		const { store, ids, client } = withOrders(1);
		store.sandbox.store.shipments.add(ids[0] ?? '', whole);
		store.sandbox.faults.set({ notJson: { path: 'GET ' } });
		const [outcome] = await store.run(addShipments(client, [{ orderId: ids[0] ?? '', shipment: whole }]));
		expect(outcome).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('Shipment Not Added'),
			advice: expect.any(String),
		});
	});
});

describe('a shipment', () => {
	it('comes with all that Order Desk says of it', async () => {
		const { store, ids, client } = withOrders(1);
		const answer = { status: 'success', shipment: { id: '7', tracking_number: 'T1' } };
		store.intercept(async () => ({ status: 200, headers: {}, body: JSON.stringify(answer) }));
		const added = await store.run(addShipment(client, ids[0] ?? '', { tracking_number: 'T1', weight: 2 }));
		expect(added).toEqual({
			shipment: { order_id: ids[0], id: '7', tracking_number: 'T1', weight: 2 },
			existed: false,
		});
	});
});

describe('an update of a shipment', () => {
	const withShipment = async (options: Parameters<typeof virtualStore>[0] = {}) => {
		const { store, ids, client } = withOrders(1, options);
		const [orderId = ''] = ids;
		await store.run(addShipment(client, orderId, { tracking_number: 'T1', carrier_code: 'UPS', weight: 2, cost: 5 }));
		const stored = () => store.sandbox.store.orders.get(orderId).order_shipments[0];
		return { store, client, stored, address: { orderId, id: stored()?.id ?? '' } };
	};

	it.each(['whole', 'partial'] as const)(
		'leaves every other field as it was, where a PUT is %s',
		async (shipmentPut) => {
			const { store, client, stored, address } = await withShipment({ switches: { shipmentPut } });
			const before = stored();
			const { changed } = await store.run(updatePart(client, shipmentKind, address, { status: 'delivered' }));
			expect(changed).toEqual(['status']);
			expect(stored()).toEqual({ ...before, status: 'delivered' });
			const again = await store.run(updatePart(client, shipmentKind, address, { status: 'delivered', weight: 2 }));
			expect(again.changed).toEqual([]);
			expect(store.sandbox.requests.counts()).toMatchObject({
				'GET /orders/{id}/shipments/{id}': 2,
				'PUT /orders/{id}/shipments/{id}': 1,
			});
		},
	);

	it('is refused when it is so after a look has shown that the lost one has not arrived', async () => {
		const { store, client, address } = await withShipment();
		let puts = 0;
		store.intercept(async (request, next) => {
			if (request.method !== 'PUT') return await next(request);
			if (++puts === 1) throw new Error('socket hang up');
			return { status: 400, headers: {}, body: '{"status":"error","message":"Locked"}' };
		});
		const failure = await store.run(settle(updatePart(client, shipmentKind, address, { cost: 7 })));
		expect(failure).toMatchObject({
			ok: false,
			error: { kind: 'refused', message: expect.stringContaining('Locked') },
		});
	});

	it('is uncertain when its answer is lost and the shipment cannot be read again', async () => {
		const { store, client, stored, address } = await withShipment();
		store.sandbox.faults.set({ dropAfter: { count: 1, path: 'PUT ' } });
		const failure = store.run(settle(updatePart(client, shipmentKind, address, { cost: 7 })));
		store.clock.after(1_000, () => store.sandbox.faults.set({ serverError: true }));
		expect(await failure).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		expect(stored()?.cost).toBe('7');
	});

	it.each<FaultName>(['dropBefore', 'dropAfter', 'errorAfter'])(
		'arrives once, and so does a deletion, though the store answers with %s',
		async (fault) => {
			const { store, client, stored, address } = await withShipment();
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'PUT ' } });
			await store.run(updatePart(client, shipmentKind, address, { cost: 7 }));
			expect(stored()).toMatchObject({ cost: '7', weight: '2', tracking_number: 'T1' });
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'DELETE ' } });
			await store.run(deletePart(client, shipmentKind, address));
			expect(stored()).toBeUndefined();
		},
	);
});
