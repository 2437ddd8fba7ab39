import { describe, expect, it } from '@jest/globals';
import { addShipment } from '../../../api/shipment/add';
import type { FaultName } from '../../../sandbox/index.cts';
import { storedOrder } from '../../support/virtualStore.cts';
import type { VirtualStore } from '../../support/virtualStore.cts';
import { withOrder } from '../../support/order/oneOrder.cts';

describe('a shipment', () => {
	const shipment = { tracking_number: '1Z2398479234', carrier_code: 'UPS' };
	const shipmentsOf = async (store: VirtualStore, id: string) => (await storedOrder(store, id))['order_shipments'];

	it.each<FaultName>(['dropBefore', 'dropAfter', 'serverError', 'errorAfter', 'truncated'])(
		'is added once, though the store answers with %s',
		async (fault) => {
			const { store, id, client } = withOrder();
			store.sandbox.faults.set({ [fault]: { count: 1, path: 'POST ' } });
			const added = await store.run(addShipment(client, id, shipment));
			expect(added).toMatchObject({ existed: false, shipment });
			expect(await shipmentsOf(store, id)).toHaveLength(1);
		},
	);

	it.each([['200'], ['400']] as const)(
		'that the order has already is returned, when the store answers HTTP %s',
		async (code) => {
			const { store, id, client } = withOrder({ switches: { duplicateShipment: code } });
			await store.run(addShipment(client, id, shipment));
			const again = await store.run(addShipment(client, id, shipment));
			expect(again).toMatchObject({ existed: true, shipment: { ...shipment, order_id: id } });
			expect(await shipmentsOf(store, id)).toHaveLength(1);
		},
	);
});
