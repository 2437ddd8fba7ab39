import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { eventDetails } from '../../../nodes/shared/outputSchema';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { importOrder } from '../../support/polling/orderChanges.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

const imported = (changes: JsonObject = {}) => importOrder(store.sandbox, changes);

describe('what the polling trigger emits', () => {
	const shipped = async (parameters: JsonObject) => {
		const trigger = pollingTrigger(store.credential, { event: 'newShipment', ...parameters } as never);
		const id = imported();
		await trigger.check();
		store.sandbox.store.shipments.add(id, { tracking_number: '1Z1', carrier_code: 'UPS', weight: '2' });
		const [item] = await trigger.check();
		return item;
	};

	it('is the shipment with its order, as the action node returns them', async () => {
		expect(await shipped({})).toMatchObject({
			tracking_number: '1Z1',
			weight: 2,
			order: { email: 'test@orderdesk.me', order_metadata: { fraud_protection_score: '0' } },
		});
	});

	it('is as Order Desk sends it, simplified, or the chosen fields', async () => {
		expect(await shipped({ output: 'raw' })).toMatchObject({ weight: '2', order: { email_count: '1' } });
		const simplified = await shipped({ output: 'simplified' });
		expect(Object.keys(simplified ?? {})).toEqual(
			expect.arrayContaining(['id', 'order_id', 'tracking_number', 'carrier_code', 'order']),
		);
		expect(simplified).not.toHaveProperty('weight');
		expect(simplified?.['order']).not.toHaveProperty('order_items');
		const selected = await shipped({ output: 'selected', outputFields: ['tracking_number'] });
		const ofEvent = Object.keys(eventDetails);
		expect(Object.keys(selected ?? {}).filter((name) => !ofEvent.includes(name))).toEqual([
			'id',
			'tracking_number',
			'order',
		]);
		expect(selected?.['order']).toHaveProperty('order_items');
	});
});
