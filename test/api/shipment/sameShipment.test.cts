import { describe, expect, it } from '@jest/globals';
import { addShipment, addShipments } from '../../../api/shipment/add';
import { isSame } from '../../../api/shipment/shipment';
import type { JsonObject } from '../../../api/types';
import { withOrders } from '../../support/parcels.cts';

const shipmentOf = (...order_items: JsonObject[]): JsonObject => ({ tracking_number: 'T1', order_items });

describe('a shipment of a part of an order is the same', () => {
	it.each<[string, JsonObject, JsonObject, boolean]>([
		['an item has the ID that was given, whatever its SKU', { id: 5, code: 'x' }, { id: '5', code: 'y' }, true],
		['an item has another ID, though the same SKU', { id: 6, code: 'x' }, { id: '5', code: 'x' }, false],
		['an item has the SKU, where no ID was given', { id: 6, code: 'X ' }, { code: 'x' }, true],
		['an item has another SKU', { id: 6, code: 'y' }, { code: 'x' }, false],
	])('where %s: %j, %j: %s', (_, item, wanted, same) => {
		const [there, sent] = [item, wanted].map((one) => shipmentOf({ ...one, quantity: 1 })) as [JsonObject, JsonObject];
		expect(isSame(there, sent)).toBe(same);
	});
});

describe('shipments that are added at the same time', () => {
	/** When the requests were sent and answered that add shipments to two of two orders. */
	const addBoth = async (first: number, second: number, add: 'alone' | 'together') => {
		const { store, ids, client } = withOrders(2);
		const log: string[] = [];
		store.intercept(async (request, next) => {
			log.push('sent');
			const reply = await next(request);
			await new Promise<void>((done) => store.clock.after(500, done));
			log.push('answered');
			return reply;
		});
		const one = async (order: number, parcel: number) => {
			const [orderId, shipment] = [ids[order] ?? '', { tracking_number: `T${parcel}` }];
			if (add === 'alone') return await addShipment(client, orderId, shipment);
			return await addShipments(client, [
				{ orderId, shipment },
				{ orderId, shipment: { tracking_number: `U${parcel}` } },
			]);
		};
		await store.run(Promise.all([one(first, 1), one(second, 2)]));
		return log;
	};

	it.each(['alone', 'together'] as const)('wait for each other where they are for one order, %s', async (add) => {
		expect(await addBoth(0, 0, add)).toEqual(['sent', 'answered', 'sent', 'answered']);
	});

	it.each(['alone', 'together'] as const)('do not wait for those of other orders, %s', async (add) => {
		expect(await addBoth(0, 1, add)).toEqual(['sent', 'sent', 'answered', 'answered']);
	});
});
