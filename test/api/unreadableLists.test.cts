import { describe, expect, it } from '@jest/globals';
import { settle } from '../../api/errors';
import { createInventoryItem } from '../../api/inventoryItem/inventoryItem';
import { lookUpCodes } from '../../api/inventoryItem/lookUp';
import { searchInventory } from '../../api/inventoryItem/search';
import { moveOrders } from '../../api/order/move/move';
import { searchOrders } from '../../api/order/search';
import { createOrKeep } from '../../api/order/upsert';
import { addOrderItems } from '../../api/orderItem/add';
import { orderItemKind } from '../../api/orderItem/orderItem';
import { listParts } from '../../api/orderPart/orderPart';
import { addShipment } from '../../api/shipment/add';
import { shipmentKind } from '../../api/shipment/shipment';
import type { OrderDeskClient } from '../../api/client/client';
import { request } from '../../nodes/OrderDesk/apiCall/request.operation';
import { Lookups } from '../../nodes/OrderDesk/run/lookups';
import { fullItem, fullOrder } from '../../bench/faults/fullRecords.cts';
import { virtualStore } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

/*
 * Where an answer carries null, a text or a record in place of its list, nothing is known: it is never an empty list.
 */

const lists = ['orders', 'order_items', 'shipments', 'inventory_items'];
const forms = [null, '', 'none', 0, false, { id: 1 }, [null], ['odd']];

const timezone = async () => await Promise.resolve('UTC');
const [closed, prepared] = [
	{ id: '21656', name: 'Closed' },
	{ id: '21655', name: 'Prepared' },
];

const reading: Record<string, (client: OrderDeskClient, id: string) => Promise<unknown>> = {
	'search orders': async (client) => await searchOrders(client, { filters: {}, timezone }),
	'search the inventory': async (client) => await searchInventory(client, { filters: {} }),
	'list items': async (client, id) => await listParts(client, orderItemKind, id),
	'list shipments': async (client, id) => await listParts(client, shipmentKind, id),
	'look up SKUs': async (client) => (await lookUpCodes(client, ['shirt-1'])).get('shirt-1'),
	'read all pages': async (client) =>
		await request.run(new Lookups(client), {
			method: 'GET',
			path: '/orders',
			bodyFormat: 'json',
			allPages: true,
		}),
};

/** Operations that read a list before they write, or to look for a lost write. */
const writing: Record<string, (client: OrderDeskClient, id: string) => Promise<unknown>> = {
	'create or update an order without a source name': async (client) =>
		await createOrKeep(client, fullOrder({ source_id: 'new', source_name: '' }), 'update'),
	'add an item': async (client, id) => await addOrderItems(client, id, [{ name: 'Tape' }]),
	'create an order without a source ID, with a lost request': async (client) =>
		await createOrKeep(client, fullOrder({ source_id: '' }), 'fail'),
	'create an inventory item, with a lost request': async (client) => await createInventoryItem(client, fullItem(2)),
	'add a shipment, with a lost request': async (client, id) => await addShipment(client, id, { tracking_number: 'T' }),
	'move orders that are in a folder': async (client, id) => {
		const [first, second] = await moveOrders(client, [id, '1'], closed, prepared);
		if (first instanceof Error && second instanceof Error) throw first;
		return first;
	},
};

const effectsOf = ({ sandbox: { store } }: VirtualStore): number => store.effects().length;

const outcomeOf = async (run: (client: OrderDeskClient, id: string) => Promise<unknown>, form: unknown) => {
	const store = virtualStore();
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	store.sandbox.store.inventory.add(fullItem(1));
	store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
	store.intercept(async (sent, next) => {
		const reply = await next(sent);
		const body = JSON.parse(reply.body) as Record<string, unknown>;
		for (const name of lists) if (name in body) body[name] = form;
		return { ...reply, body: JSON.stringify(body) };
	});
	const before = effectsOf(store);
	const outcome = await store.run(settle(run(store.client(), id)));
	await store.clock.advance(20_000);
	return { outcome, effects: effectsOf(store) - before };
};

const casesOf = (operations: typeof reading) =>
	Object.entries(operations).flatMap(([name, run]) => forms.map((form) => ({ name, run, form })));

describe('an answer without its list', () => {
	it.each(casesOf(reading))('is an error and no empty list: $name, $form', async ({ run, form }) => {
		const { outcome } = await outcomeOf(run, form);
		const error = outcome.ok ? outcome.value : outcome.error;
		expect(error).toMatchObject({ message: expect.stringMatching(/in a form that cannot be read|is not a list/) });
	});

	it.each(casesOf(writing))('lets nothing be written: $name, $form', async ({ run, form }) => {
		const { outcome, effects } = await outcomeOf(run, form);
		expect(outcome.ok).toBe(false);
		expect(effects).toBe(0);
	});
});
