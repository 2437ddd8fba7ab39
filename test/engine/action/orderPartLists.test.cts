import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LoadOptionsContext } from 'n8n-core';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { OrderDesk } from '../../../nodes/OrderDesk/OrderDesk.node';
import { fullOrder } from '../../support/virtualStore.cts';
import { CredentialsOf } from '../../support/engine/credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from '../../support/engine/engine.cts';
import { byId, bySourceId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const { listSearch } = new OrderDesk().methods;

const contextFor = (orderId: INodeParameters[string]): ILoadOptionsFunctions => {
	const node = nodeOf('orderDesk', {});
	const data = { ...additionalDataOf(new CredentialsOf(store.credential)), currentNodeParameters: { orderId } };
	return new LoadOptionsContext(workflowOf([node], {}), node, data, '') as unknown as ILoadOptionsFunctions;
};

describe('the list of order items', () => {
	it('shows name, SKU and quantity of what the chosen order holds', async () => {
		const { id, order_items: items } = store.sandbox.store.orders.create(fullOrder({ source_id: '7' }), 'silent');
		for (const order of [byId(id), bySourceId('7')]) {
			const { results } = await listSearch.searchOrderItems.call(contextFor(order));
			expect(results).toEqual([
				{ name: 'Crazy Glue · crzyg-554 · 1 ×', value: items[0]?.id },
				{ name: 'Paper · paper · 4 ×', value: items[1]?.id },
			]);
		}
		const { results } = await listSearch.searchOrderItems.call(contextFor(byId(id)), 'glue');
		expect(results).toHaveLength(1);
	});

	it('asks for the order, when none is chosen', async () => {
		await expect(listSearch.searchOrderItems.call(contextFor(byId('')))).rejects.toThrow('Choose the order first');
	});

	it('shows what went wrong, and does not look empty', async () => {
		await expect(listSearch.searchOrderItems.call(contextFor(byId('99')))).rejects.toThrow('Order Not Found');
	});
});

describe('the list of shipments', () => {
	it('shows number, carrier and day of what the chosen order holds', async () => {
		const [order = ''] = store.put(1);
		const { id, date_shipped: day } = store.sandbox.store.shipments.add(order, {
			tracking_number: 'T1',
			carrier_code: 'UPS',
		});
		const { results } = await listSearch.searchShipments.call(contextFor(byId(order)));
		expect(results).toEqual([{ name: `T1 · UPS · ${day}`, value: id }]);
	});
});
