import { getEventListeners } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { updateOrder } from '../../../api/order/update/update';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { deletePart, updatePart } from '../../../api/orderPart/orderPart';
import { changeInventory } from '../../../api/inventoryItem/update';
import type { OrderDeskClient } from '../../../api/client/client';
import { fullItem } from '../../../bench/faults/fullRecords.cts';
import { fullOrder, virtualStore } from '../../support/virtualStore.cts';
import { answer, failureOf, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';
import { path, lost, noteOf } from '../../support/client/lostNote.cts';

interface Records {
	orderId: string;
	itemId: string;
	stockId: string;
}

const emailOf = async (client: OrderDeskClient, { orderId }: Records, email: string) =>
	await updateOrder(client, orderId, { fields: { email } });

/** Each is begun, then cancelled while its request is on the way; another execution writes the same record meanwhile. */
const writes: Record<string, (client: OrderDeskClient, records: Records, value: string) => Promise<unknown>> = {
	'an update of an order': emailOf,
	'an update of an item': async (client, { orderId, itemId: id }, name) =>
		await updatePart(client, orderItemKind, { orderId, id }, { name }),
	'an update of an inventory item': async (client, { stockId: id }, location) =>
		await changeInventory(client, [{ id, patch: () => ({ location }) }], 'n8n'),
};

const withRecords = () => {
	const store = virtualStore();
	const order = store.sandbox.store.orders.create(fullOrder(), 'silent');
	const stock = store.sandbox.store.inventory.add(fullItem(0));
	const records = { orderId: order.id, itemId: order.order_items[0]?.id ?? '', stockId: stock.id };
	const valueIn = {
		'an update of an order': () => store.sandbox.store.orders.get(order.id).email,
		'an update of an item': () => store.sandbox.store.orders.get(order.id).order_items[0]?.name,
		'an update of an inventory item': () => store.sandbox.store.inventory.get(stock.id).location,
	};
	return { store, records, valueIn };
};

describe('a write that is cancelled while its request is on the way', () => {
	const cases = Object.keys(writes).flatMap((what) =>
		(['n8n breaks the connection', 'a gateway has given up', 'it is answered'] as const).map(
			(how) => [what, how] as const,
		),
	);

	it.each(cases)('%s, where %s: does not undo what comes after it', async (what, how) => {
		const { store, records, valueIn } = withRecords();
		const cancel = new AbortController();
		let isFirst = true;
		store.intercept(async (request, next) => {
			if (request.method !== 'PUT' || !isFirst) return await next(request);
			isFirst = false;
			const arrived = new Promise<Awaited<ReturnType<typeof next>>>((resolve) => {
				store.clock.after(6_000, () => void next(request).then(resolve));
			});
			if (how === 'it is answered') return await arrived;
			if (how === 'a gateway has given up') return { status: 504, headers: {}, body: '' };
			return await new Promise((_, reject) =>
				cancel.signal.addEventListener('abort', () => reject(new Error('canceled'))),
			);
		});
		const write = writes[what] as (typeof writes)[string];
		const first = settle(write(store.client({ signal: cancel.signal }), records, 'first'));
		store.clock.after(1_500, () => cancel.abort());
		await store.clock.advance(2_000);
		await store.run(write(store.client(), records, 'second'));
		await store.run(first);
		await store.clock.advance(20_000);
		expect(valueIn[what as keyof typeof valueIn]()).toBe('second');
	});

	it('keeps nobody from the record who comes when it can no longer take effect', async () => {
		const { store, records, valueIn } = withRecords();
		const cancel = new AbortController();
		store.intercept(async (request, next) => {
			if (request.method !== 'DELETE') return await next(request);
			cancel.abort();
			throw new Error('canceled');
		});
		const client = store.client({ signal: cancel.signal });
		const start = store.clock.now();
		const deleted = settle(deletePart(client, orderItemKind, { orderId: records.orderId, id: records.itemId }));
		const rename = writes['an update of an item'] as (typeof writes)[string];
		const renamed = rename(store.client(), records, 'second');
		expect(await store.run(deleted)).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
		await store.run(renamed);
		expect(store.clock.now() - start).toBeLessThan(12_000);
		expect(valueIn['an update of an item']()).toBe('second');
		const later = store.clock.now();
		await store.run(rename(store.client(), records, 'third'));
		expect(store.clock.now() - later).toBeLessThan(1_000);
		expect(valueIn['an update of an item']()).toBe('third');
	});
});

describe('an execution that is cancelled', () => {
	const cancelling = (script: (cancel: () => void) => Scripted[]) => {
		const { signal, abort } = (() => {
			const controller = new AbortController();
			return { signal: controller.signal, abort: () => controller.abort() };
		})();
		return { ...scriptedStore(script(abort), { signal }), signal, abort };
	};

	it('sends nothing more', async () => {
		const { client, abort, sent } = cancelling(() => []);
		abort();
		expect(await failureOf(client.call('addNote', noteOf))).toMatchObject({
			kind: 'cancelled',
			message: 'The execution was cancelled',
		});
		expect(sent()).toEqual([]);
	});

	it('leaves a write that was under way uncertain, and no read', async () => {
		const script = (cancel: () => void): Scripted[] => [() => (cancel(), lost)];
		expect(await failureOf(cancelling(script).client.call('addNote', noteOf))).toMatchObject({ kind: 'uncertain' });
		expect(await failureOf(cancelling(script).client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
	});

	it('takes an answer that still came', async () => {
		const { client } = cancelling((cancel) => [() => (cancel(), success({ order: { id: 7 } }))]);
		expect(await client.call('getOrder', { path })).toMatchObject({ order: { id: 7 } });
	});

	it('waits for nothing more, and has nothing left that waits', async () => {
		const { client, sleeps, signal } = cancelling((cancel) => [() => (cancel(), answer(502))]);
		expect(await failureOf(client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
		expect(sleeps).toEqual([]);
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('has nothing left that waits when it was not cancelled', async () => {
		const { client, signal } = cancelling(() => [lost, success({ order: {} })]);
		await client.call('getOrder', { path });
		expect(getEventListeners(signal, 'abort')).toEqual([]);
	});

	it('does not ask any more whether the store is back', async () => {
		const controller = new AbortController();
		const { client, breakers, limiter, sent } = scriptedStore([], {
			signal: controller.signal,
			asleep: (milliseconds) => milliseconds > 30_000 && controller.abort(),
		});
		for (let failures = 0; failures < 20; failures++) breakers.store.reportOutcome('failed', 'send', client.now());
		limiter.release(await limiter.admit({ by: limiter, isRepeat: false }), { throttled: { retryAfter: 60_000 } });
		expect(await failureOf(client.call('getOrder', { path }))).toMatchObject({ kind: 'cancelled' });
		expect(sent()).toEqual([]);
	});
});
