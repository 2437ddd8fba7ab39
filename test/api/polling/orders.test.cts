import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../api/types';
import { idsOf, polledStore } from '../../support/polling/polledStore.cts';
import type { PolledOptions } from '../../support/polling/polledStore.cts';

const folders = { new: '21654', prepared: '21655', closed: '21656' };
const at = (hours: number) => Date.UTC(2026, 0, 15, 12 + hours) / 1_000;
const text = (hours: number) => new Date(at(hours) * 1_000).toISOString().slice(0, 19).replace('T', ' ');

describe('a new order', () => {
	it('is told once, also when it is changed afterwards', async () => {
		const store = polledStore('newOrder');
		store.put();
		await store.check();
		const id = store.put();
		expect(idsOf(await store.check())).toEqual([id]);
		store.sandbox.store.orders.edit(id, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
		await store.wait(3_600);
		store.sandbox.store.orders.edit(id, { email: 'another@example.com' });
		expect(await store.check()).toEqual([]);
	});

	it('is told also when it is dated back, even as the first order of the store', async () => {
		const store = polledStore('newOrder');
		await store.check();
		const first = store.put({ date_added: '2020-02-02 02:02:02' });
		expect(idsOf(await store.check())).toEqual([first]);
		await store.wait(3_600);
		expect(await store.check()).toEqual([]);
		const second = store.put({ date_added: '2021-02-02 02:02:02' });
		expect(idsOf(await store.check())).toEqual([second]);
		store.sandbox.store.orders.edit(first, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
	});

	it('is told also when it comes to light minutes after the date it carries', async () => {
		const store = polledStore('newOrder');
		await store.check();
		const late = store.put();
		let isHidden = true;
		store.intercept(async (request, next) => {
			const reply = await next(request);
			const { orders, ...rest } = JSON.parse(reply.body) as { orders?: JsonObject[] };
			if (!isHidden || !orders) return reply;
			return { ...reply, body: JSON.stringify({ ...rest, orders: orders.filter(({ id }) => String(id) !== late) }) };
		});
		await store.wait(60);
		const other = store.put();
		expect(idsOf(await store.check())).toEqual([other]);
		await store.wait(120);
		isHidden = false;
		expect(idsOf(await store.check())).toEqual([late]);
		expect(await store.check()).toEqual([]);
	});

	it('is not an old one that was changed', async () => {
		const store = polledStore('newOrder');
		const old = store.put({ date_added: text(-100) });
		await store.check();
		await store.wait(60);
		store.sandbox.store.orders.edit(old, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
	});

	it('that a rule moves to a wanted folder within minutes counts, once; after an hour it does not', async () => {
		const store = polledStore('newOrder', {
			watched: { wanted: ({ folder_id: folder }) => String(folder) === folders.prepared },
		});
		await store.check();
		const [soon, late] = [store.put(), store.put()];
		expect(await store.check()).toEqual([]);
		await store.wait(60);
		const { orders, folders: moving } = store.sandbox.store;
		moving.move(orders.get(soon), folders.prepared, 'Rule');
		expect(idsOf(await store.check())).toEqual([soon]);
		await store.wait(3_600);
		await store.check();
		moving.move(orders.get(late), folders.prepared, 'Staff');
		expect(await store.check()).toEqual([]);
	});

	it('does not count after a restart if it was changed later than it had to be found, however long the reading takes', async () => {
		const options: PolledOptions = { mostRequests: () => 1 };
		const store = polledStore('newOrder', options);
		await store.check();
		const late = Array.from({ length: 600 }, () => store.put());
		await store.wait(3_600);
		for (const id of late) store.sandbox.store.orders.edit(id, { email: 'other@example.com' });
		const id = store.put();
		options.foundWithin = 360;
		const told: string[] = [];
		for (let check = 0; check < 6; check++) {
			told.push(...idsOf(await store.check()));
			delete options.foundWithin;
		}
		expect(told).toEqual([id]);
	});

	it.each([
		['that was told', 0],
		['from before the trigger started', -1],
		['from long before it', -100],
	])('is not one %s whose date is set to a later one, however often', async (_, hours) => {
		const store = polledStore('newOrder');
		const old = store.put({ date_added: text(Math.min(hours, -1)) });
		await store.check();
		const told = store.put();
		expect(idsOf(await store.check())).toEqual([told]);
		for (let hour = 1; hour < 4; hour++) {
			await store.wait(1_800);
			const other = store.put();
			expect(idsOf(await store.check())).toEqual([other]);
			await store.wait(1_800);
			await store.check();
			store.sandbox.store.orders.edit(hours === 0 ? told : old, { date_added: text(hour + 1) });
			expect(await store.check()).toEqual([]);
		}
	});

	it('is not one that came in before a start date that lay ahead, even if it changes after it', async () => {
		const store = polledStore('newOrder', { startAt: at(2) });
		await store.check();
		await store.wait(3_600);
		const before = store.put();
		expect(await store.check()).toEqual([]);
		await store.wait(3_700);
		const after = store.put();
		store.sandbox.store.orders.edit(before, { email: 'other@example.com' });
		expect(idsOf(await store.check())).toEqual([after]);
		await store.wait(3_600);
		await store.check();
		const datedBack = [store.put(), store.put({ date_added: text(-100) })];
		store.sandbox.store.orders.edit(before, { email: 'another@example.com' });
		expect(idsOf(await store.check()).sort()).toEqual(datedBack);
	});

	it('counts from the chosen date on', async () => {
		const store = polledStore('newOrder', { startAt: at(-2) });
		const [, second] = [store.put({ date_added: text(-3) }), store.put({ date_added: text(-2) })];
		const third = store.put();
		expect(idsOf(await store.check())).toEqual([second, third]);
		expect(await store.check()).toEqual([]);
	});
});

describe('an updated order', () => {
	it('is told with every change, also with two in one second', async () => {
		const store = polledStore('orderUpdated');
		const id = store.put();
		await store.check();
		await store.wait(60);
		for (const email of ['a@example.com', 'b@example.com']) {
			store.sandbox.store.orders.edit(id, { email });
			expect(await store.check()).toMatchObject([{ id, email }]);
		}
		expect(await store.check()).toEqual([]);
	});

	it('is told in the sequence of the changes', async () => {
		const store = polledStore('orderUpdated');
		const [a, b, c] = [store.put(), store.put(), store.put()];
		await store.check();
		for (const id of [b, c, a]) {
			await store.wait(10);
			store.sandbox.store.orders.edit(id, { email: 'other@example.com' });
		}
		expect(idsOf(await store.check())).toEqual([b, c, a]);
	});

	it('is not told because its customer orders again, though that changes the count of the emails', async () => {
		const store = polledStore('orderUpdated');
		await store.check();
		const first = store.put();
		expect(idsOf(await store.check())).toEqual([first]);
		const second = store.put();
		expect(idsOf(await store.check())).toEqual([second]);
	});

	it('is not told again when another copy of the database still shows how it was before', async () => {
		const store = polledStore('orderUpdated');
		const id = store.put();
		await store.check();
		await store.wait(30);
		const before = store.sandbox.store.snapshot();
		await store.wait(30);
		store.sandbox.store.orders.edit(id, { email: 'b@example.com' });
		const after = store.sandbox.store.snapshot();
		expect(await store.check()).toHaveLength(1);
		store.sandbox.store.restore(before);
		expect(await store.check()).toEqual([]);
		store.sandbox.store.restore(after);
		expect(await store.check()).toEqual([]);
	});

	it.each([30, 120, 280])(
		'is told when the clock of the store is put back by %d s, however seldom the trigger checks',
		async (seconds) => {
			for (const interval of [60, 240, 600, 3_600]) {
				const store = polledStore('orderUpdated');
				const id = store.put();
				await store.check();
				await store.wait(interval);
				const told: unknown[] = [];
				store.sandbox.store.orders.edit(id, { email: 'before@example.com' });
				for (const { email } of await store.check()) told.push(email);
				store.sandbox.store.orders.edit(id, { email: 'after@example.com' });
				const order = store.sandbox.store.orders.get(id);
				const at = Date.parse(`${String(order.date_updated).replace(' ', 'T')}Z`) - seconds * 1_000;
				order.date_updated = new Date(at).toISOString().slice(0, 19).replace('T', ' ');
				for (let check = 0; check < 4; check++) {
					await store.wait(interval);
					store.put();
					for (const { id: one, email } of await store.check()) if (one === id) told.push(email);
				}
				expect({ interval, told }).toEqual({ interval, told: ['before@example.com', 'after@example.com'] });
			}
		},
	);

	it('that the filters do not let through is not told', async () => {
		const store = polledStore('orderUpdated', { watched: { wanted: ({ source_name: name }) => name === 'Amazon' } });
		await store.check();
		store.put({ source_name: 'Shopify' });
		const id = store.put({ source_name: 'Amazon' });
		expect(idsOf(await store.check())).toEqual([id]);
	});

	it('counts from the chosen second on', async () => {
		const store = polledStore('orderUpdated', { startAt: at(0) + 30 });
		store.put();
		await store.wait(30);
		const id = store.put();
		expect(idsOf(await store.check())).toEqual([id]);
	});
});
