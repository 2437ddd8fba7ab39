import { describe, expect, it } from '@jest/globals';

import { endpoints } from '../../../api/client/endpoints';
import { classOfMethod } from '../../../api/client/retry';

describe('the retry class of an endpoint', () => {
	it('is what this table says', () => {
		const classes = Object.entries(endpoints).map(([name, { retry }]) => [name, retry]);
		expect(Object.fromEntries(classes)).toEqual({
			test: 'read',
			getStore: 'read',
			listOrders: 'read',
			getOrder: 'read',
			createOrder: 'append',
			createKeyedOrder: 'createKeyed',
			replaceOrder: 'replace',
			deleteOrder: 'delete',
			moveOrders: 'move',
			addNote: 'append',
			listOrderItems: 'read',
			getOrderItem: 'read',
			addOrderItem: 'append',
			replaceOrderItem: 'replace',
			deleteOrderItem: 'delete',
			listShipments: 'read',
			getShipment: 'read',
			addShipment: 'append',
			addShipments: 'append',
			replaceShipment: 'replace',
			deleteShipment: 'delete',
			listInventoryItems: 'read',
			getInventoryItem: 'read',
			createInventoryItem: 'append',
			replaceInventoryItem: 'replaceMany',
			replaceInventoryItems: 'replaceMany',
			deleteInventoryItem: 'delete',
		});
	});

	it('is known for each request that the user puts together', () => {
		expect(classOfMethod).toEqual({ GET: 'read', DELETE: 'delete', PUT: 'replace', POST: 'append' });
	});
});
