import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../api/errors';
import type { Settled } from '../../api/errors';
import { addNote } from '../../api/order/addNote';
import { searchOrders } from '../../api/order/search';
import { getOrder } from '../../api/order/order';
import { fullOrder, virtualStore } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

const minute = 60_000;

/** A store that can be switched off, with one order in it. */
const withSwitch = () => {
	const store = virtualStore();
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	let isOff = false;
	/** Everything the client sent while the store was off, as `METHOD path`. */
	const unanswered: string[] = [];
	store.intercept(async (request, next) => {
		if (!isOff) return await next(request);
		unanswered.push(`${request.method} ${new URL(request.url, 'http://store').pathname.replace('/api/v2', '')}`);
		return { status: 502, headers: {}, body: '<html>Bad Gateway</html>' };
	});
	const turn = (to: 'on' | 'off') => void (isOff = to === 'off');
	return { store, id, unanswered, turn };
};

/** Does `work` for so many items, 20 at once, as the node does. */
const forItems = async <T,>(count: number, work: (item: number) => Promise<T>): Promise<Array<Settled<T>>> => {
	const outcomes: Array<Settled<T>> = [];
	const items = Array.from({ length: count }, (_, item) => item).values();
	const worker = async () => {
		for (const item of items) outcomes[item] = await settle(work(item));
	};
	await Promise.all(Array.from({ length: 20 }, worker));
	return outcomes;
};

const kinds = (outcomes: Array<Settled<unknown>>) => {
	const counts: Record<string, number> = {};
	for (const outcome of outcomes) {
		const kind = outcome.ok ? 'ok' : isOrderDeskError(outcome.error) ? outcome.error.kind : 'broken';
		counts[kind] = (counts[kind] ?? 0) + 1;
	}
	return counts;
};

const notesOf = ({ sandbox }: VirtualStore, id: string) =>
	sandbox.store.orders.get(id).order_history.filter(({ note }) => note.startsWith('Packed')).length;

describe('a store that does not answer', () => {
	it('gets a few requests, however many items there are, and the others are told not to have been sent', async () => {
		const { store, id, unanswered, turn } = withSwitch();
		turn('off');
		const client = store.client();
		const outcomes = await store.run(forItems(500, async () => await getOrder(client, id)));
		expect(unanswered.length).toBeLessThan(70);
		const { unknown = 0, down = 0 } = kinds(outcomes);
		expect({ sum: unknown + down, sent: unknown <= 20 }).toEqual({ sum: 500, sent: true });
		expect(outcomes[499]).toMatchObject({
			error: {
				message: expect.stringContaining('was not sent'),
				advice: expect.stringContaining('Nothing was changed'),
			},
		});
	});

	it('leaves no write in doubt that was not sent', async () => {
		const { store, id, turn } = withSwitch();
		turn('off');
		const client = store.client();
		const outcomes = await store.run(
			forItems(100, async (item) => await addNote(client, id, { note: `Packed ${item}` })),
		);
		const { uncertain = 0, down = 0 } = kinds(outcomes);
		expect(uncertain).toBeLessThanOrEqual(20);
		expect(uncertain + down).toBe(100);
	});

	it('is asked one at a time whether it is back, and by no item', async () => {
		const { store, id, unanswered, turn } = withSwitch();
		turn('off');
		const client = store.client();
		await store.run(forItems(100, async () => await getOrder(client, id)));
		const trials = unanswered.filter((line) => line === 'GET /test');
		expect(trials.length).toBeGreaterThan(3);
		expect(unanswered.length - trials.length).toBeLessThan(40);
	});

	it('costs no item when it is back within a minute', async () => {
		const { store, id, unanswered, turn } = withSwitch();
		turn('off');
		const client = store.client();
		const done = forItems(100, async (item) => await addNote(client, id, { note: `Packed ${item}` }));
		store.clock.after(50_000, () => turn('on'));
		expect(kinds(await store.run(done))).toEqual({ ok: 100 });
		expect(notesOf(store, id)).toBe(100);
		expect(unanswered.length).toBeLessThan(70);
		const tests = store.sandbox.requests.since().filter(({ path }) => path === '/test');
		expect(tests).toHaveLength(1);
	});

	it('is known to be down to all executions of the process', async () => {
		const { store, id, unanswered, turn } = withSwitch();
		turn('off');
		const first = store.client();
		await store.run(forItems(30, async () => await getOrder(first, id)));
		const sent = unanswered.length;
		const second = store.client();
		expect(kinds(await store.run(forItems(100, async () => await getOrder(second, id))))).toEqual({ down: 100 });
		expect(unanswered.length - sent).toBeLessThanOrEqual(1);
	});

	it('is asked anew by a later execution, which goes on when it is back', async () => {
		const { store, id, turn } = withSwitch();
		turn('off');
		const client = store.client();
		await store.run(forItems(30, async () => await getOrder(client, id)));
		await store.clock.advance(5 * minute);
		turn('on');
		expect(kinds(await store.run(forItems(3, async () => await getOrder(store.client(), id))))).toEqual({ ok: 3 });
		expect(store.sandbox.requests.counts()).toEqual({ 'GET /test': 1, 'GET /orders/{id}': 3 });
	});

	it('is not forgotten by the others when the execution that asks is cancelled', async () => {
		const { store, id, turn } = withSwitch();
		turn('off');
		const cancel = new AbortController();
		const asking = store.client({ signal: cancel.signal });
		const other = store.client();
		const cancelled = forItems(30, async () => await getOrder(asking, id));
		const done = forItems(30, async () => await getOrder(other, id));
		store.clock.after(10_000, () => cancel.abort());
		store.clock.after(30_000, () => turn('on'));
		expect(Object.keys(kinds(await store.run(cancelled)))).toEqual(expect.arrayContaining(['cancelled']));
		expect(kinds(await store.run(done))).toEqual({ ok: 30 });
	});

	it('is back as soon as it answers to a request that was under way', async () => {
		const { store, id, turn } = withSwitch();
		const client = store.client();
		await store.run(getOrder(client, id));
		turn('off');
		const slow = store.sandbox.handle;
		store.intercept(async (request) => {
			if (!request.url.includes('slow')) return { status: 502, headers: {}, body: '' };
			await new Promise<void>((resolve) => void store.clock.after(3_000, resolve));
			return await slow({ ...request, url: `/api/v2/orders/${id}` });
		});
		const under = client.call('getOrder', { path: { orderId: 'slow' } });
		const others = forItems(20, async () => await getOrder(client, id));
		store.clock.after(2_500, () => store.intercept(async (request, next) => await next(request)));
		await store.run(under);
		expect(kinds(await store.run(others))).toEqual({ ok: 20 });
	});
});

/** A store with one order, of which one endpoint can be switched off. */
const withEndpoint = (endpoint: string) => {
	const store = virtualStore();
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	const turn = (to: 'on' | 'off') =>
		store.sandbox.faults.set({ serverError: to === 'off' ? { path: endpoint } : { count: 0 } });
	const sent = () =>
		store.sandbox.requests.since().filter(({ method, path }) => `${method} ${path}`.startsWith(endpoint));
	return { store, id, turn, sent };
};

const notes = 'POST /orders/';

describe('an endpoint that fails while others work', () => {
	it.each(['read', 'write'] as const)('gets few requests, however many items there are: %s', async (does) => {
		const { store, id, turn } = withEndpoint(does === 'read' ? 'GET /orders/' : notes);
		turn('off');
		const client = store.client();
		const work = async (item: number) =>
			does === 'read' ? await getOrder(client, id) : await addNote(client, id, { note: `Packed ${item}` });
		const outcomes = await store.run(forItems(300, work));
		expect(store.sandbox.requests.total() - 20).toBeLessThan(1.1 * 300);
		const { down = 0, unknown = 0 } = kinds(outcomes);
		// What was looked for in vain has not happened, so nothing is in doubt.
		expect(down + unknown).toBe(300);
		expect(unknown).toBeLessThanOrEqual(20);
		expect(outcomes[299]).toMatchObject({
			error: { message: 'Order Desk keeps failing at requests of this kind, so this one was not sent' },
		});
	});

	it('costs no item, and does nothing twice, when it works again within a minute', async () => {
		const { store, id, turn, sent } = withEndpoint(notes);
		turn('off');
		const client = store.client();
		const done = forItems(100, async (item) => await addNote(client, id, { note: `Packed ${item}` }));
		store.clock.after(40_000, () => turn('on'));
		expect(kinds(await store.run(done))).toEqual({ ok: 100 });
		expect(notesOf(store, id)).toBe(100);
		expect(sent().length).toBeLessThan(160);
	});

	it('holds back no request for another', async () => {
		const { store, id, turn } = withEndpoint(notes);
		turn('off');
		const client = store.client();
		await store.run(forItems(40, async (item) => await addNote(client, id, { note: `Packed ${item}` })));
		const start = store.clock.now();
		const search = { filters: {}, timezone: async () => await Promise.resolve('UTC') };
		expect(await store.run(searchOrders(client, search))).toHaveLength(1);
		expect(store.clock.now() - start).toBeLessThan(1_000);
	});

	it('holds back no other request put together by the user, unless only the numbers in their paths differ', async () => {
		const { store, id, turn, sent } = withEndpoint('GET /orders/');
		turn('off');
		const client = store.client();
		const get = async (path: string) =>
			await client.request({ request: { method: 'GET', path }, retry: 'read', does: 'carry out the request' });
		await store.run(forItems(60, async (item) => await get(`/orders/${item + 1}`)));
		const before = sent().length;
		expect(kinds(await store.run(forItems(50, async () => await get(`/orders/${id}`))))).toEqual({ down: 50 });
		expect(sent().length - before).toBeLessThanOrEqual(1);
		expect(kinds(await store.run(forItems(5, async () => await get('/orders'))))).toEqual({ ok: 5 });
	});

	it('is tried anew by a later execution, one request at a time', async () => {
		const { store, id, turn, sent } = withEndpoint('GET /orders/');
		turn('off');
		const client = store.client();
		const read = async () => await getOrder(client, id);
		await store.run(forItems(40, read));
		const before = sent().length;
		expect(kinds(await store.run(forItems(50, read)))).toEqual({ down: 50 });
		expect(sent().length - before).toBeLessThanOrEqual(1);
		await store.clock.advance(5 * minute);
		turn('on');
		expect(kinds(await store.run(forItems(50, read)))).toEqual({ ok: 50 });
	});

	it('gets no more requests of an execution that is cancelled, and those of others go on', async () => {
		const { store, id, turn, sent } = withEndpoint('GET /orders/');
		turn('off');
		const cancel = new AbortController();
		const [asking, other] = [store.client({ signal: cancel.signal }), store.client()];
		const cancelled = forItems(60, async () => await getOrder(asking, id));
		await store.clock.advance(15_000);
		cancel.abort();
		const before = sent().length;
		expect(Object.keys(kinds(await store.run(cancelled)))).toEqual(expect.arrayContaining(['cancelled']));
		expect(sent().length - before).toBeLessThanOrEqual(1);
		const done = forItems(30, async () => await getOrder(other, id));
		store.clock.after(20_000, () => turn('on'));
		expect(kinds(await store.run(done))).toEqual({ ok: 30 });
	});
});
