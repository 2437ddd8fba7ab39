import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { settle } from '../../../../api/errors';
import { createOrKeep } from '../../../../api/order/upsert';
import type { IfExists } from '../../../../api/order/upsert';
import { orderFields } from '../../../../api/records/fields';
import { sameValue } from '../../../../api/records/merge';
import type { Json, JsonObject } from '../../../../api/types';
import type { FaultName } from '../../../../sandbox/index.cts';
import { fullOrder, storedOrder, virtualStore } from '../../../support/virtualStore.cts';

/*
 * Somebody else creates an order seconds before ours with the same source ID, and the first request or the first answer
 * of ours is lost. Theirs must never pass for ours: the values that were sent would not be in Order Desk.
 */

const another = { first_name: 'Ann', last_name: 'Lee' };

/** What theirs has in place of ours: another value, or more or fewer of something. */
const differences: Record<string, JsonObject> = {
	email: { email: 'x@y.z' },
	'shipping method': { shipping_method: 'UPS' },
	'no shipping method': { shipping_method: '' },
	total: { tax_total: 1.3 },
	status: { payment_status: 'Declined' },
	'one line of the address': { shipping: { ...(fullOrder()['shipping'] as JsonObject), address3: 'Front' } },
	person: { email: 'x@y.z', shipping: another, customer: another },
	'an entry': { order_metadata: { fraud_protection_score: '1' } },
	'no entry': { checkout_data: [] },
	discounts: { discount_list: [{ name: 'Sale', code: '', amount: 2 }] },
};

const faults = ['serverError', 'badGateway', 'dropBefore'] satisfies FaultName[];

interface Case {
	theirs: JsonObject;
	ours?: JsonObject;
	fault?: FaultName;
	/** How long before ours. Milliseconds. */
	age?: number;
	ifExists: IfExists;
}

/** What is told of ours, and what is in the store before and after. */
const outcomeOf = async ({ theirs, ours = {}, fault = 'dropBefore', age = 500, ifExists }: Case) => {
	const store = virtualStore({ faults: { [fault]: { count: 1, path: 'POST ' } } });
	const { id } = store.sandbox.store.orders.create(fullOrder(theirs), 'silent');
	await store.clock.advance(age);
	const before = await storedOrder(store, id);
	const outcome = await store.run(settle(createOrKeep(store.client(), fullOrder(ours), ifExists)));
	expect(store.sandbox.store.orders.all()).toHaveLength(1);
	return { outcome, before, after: await storedOrder(store, id) };
};

const cases = Object.entries(differences).flatMap(([name, theirs]) => faults.map((fault) => ({ name, theirs, fault })));

describe('an order of somebody else with our source ID, made right before a lost request of ours', () => {
	it.each(cases)('is updated, and said to have existed, when it differs by $name ($fault)', async (one) => {
		const { outcome, after } = await outcomeOf({ ...one, ifExists: 'update' });
		expect(outcome).toMatchObject({ ok: true, value: { existed: true, changed: Object.keys(one.theirs) } });
		const sent = Object.keys(one.theirs).map((name): [string, Json] => [name, fullOrder()[name] ?? '']);
		expect(sameValue(after, { ...after, ...Object.fromEntries(sent) }, { kind: 'record', of: orderFields })).toBe(true);
	});

	it.each(cases)('is returned as it is, and said to have existed, when it differs by $name ($fault)', async (one) => {
		const { outcome, before, after } = await outcomeOf({ ...one, ifExists: 'return' });
		expect(outcome).toMatchObject({ ok: true, value: { existed: true, order: one.theirs } });
		expect(after).toEqual(before);
	});

	it.each(cases)('is no success where existing ones are to fail, when it differs by $name ($fault)', async (one) => {
		const { outcome, before, after } = await outcomeOf({ ...one, ifExists: 'fail' });
		// For the same person, a rule may have made it of ours.
		const kind = one.name === 'person' || one.name === 'email' ? 'refused' : 'uncertain';
		expect(outcome).toMatchObject({ ok: false, error: { kind } });
		expect(after).toEqual(before);
	});

	it('is updated whatever the values of both and the seconds between them', async () => {
		const texts = fc.record({
			email: fc.constantFrom('a@b.c', 'd@e.f'),
			shipping_method: fc.constantFrom('A', 'B', ''),
		});
		const property = fc.asyncProperty(texts, texts, fc.nat(2_500), async (theirs, ours, age) => {
			const { outcome, after } = await outcomeOf({ theirs, ours, age, ifExists: 'update' });
			const { shipping_method: method, email } = ours;
			expect(after).toMatchObject({ email, shipping_method: method });
			const isEqual = JSON.stringify(theirs) === JSON.stringify(ours);
			if (!isEqual) expect(outcome).toMatchObject({ ok: true, value: { existed: true } });
		});
		await fc.assert(property, { numRuns: 60 });
	});

	it('would pass for ours by its age alone: a negative control', async () => {
		const store = virtualStore({ faults: { dropBefore: { count: 1, path: 'POST ' } } });
		const { id } = store.sandbox.store.orders.create(fullOrder({ email: 'x@y.z' }), 'silent');
		const client = store.client();
		const created = client.call('createKeyedOrder', {
			path: {},
			body: fullOrder(),
			reconcile: async (lost) => {
				const { order } = await client.call('getOrder', { path: { orderId: id } });
				const isYoung = (await lost.earliestServerTime()) <= lost.sentAt;
				return isYoung ? { arrived: { status: 'success', order: order as Json } } : undefined;
			},
		});
		expect(await store.run(created)).toMatchObject({ order: { email: 'x@y.z' } });
	});

	it('is the one of ours where nobody can tell: it has all that was sent', async () => {
		const { outcome } = await outcomeOf({ theirs: {}, ifExists: 'update' });
		expect(outcome).toMatchObject({ ok: true, value: { existed: false } });
	});
});

describe('an order with the same source ID and more in it than ours', () => {
	const sparse = { source_id: '7', source_name: 'Shopify', shipping: another, order_items: [{ name: 'Glue' }] };

	it.each<[JsonObject, boolean]>([
		[{ email: 'x@y.z' }, true],
		[{ shipping: { ...another, city: 'Memphis' } }, true],
		[{ customer: { first_name: 'Bob' } }, true],
		[{ order_items: [{ name: 'Glue' }, { name: 'Tape' }] }, true],
		[{ order_items: [{ name: 'Glue', metadata: { flag: 'x' } }] }, false],
		[{ order_metadata: { flag: 'x' }, return_address: { title: 'Acme' }, shipping_method: 'UPS' }, false],
	])('is somebody else’s if no rule would add it: %j: %j', async (theirs, existed) => {
		const store = virtualStore({ faults: { dropBefore: { count: 1, path: 'POST ' } } });
		store.sandbox.store.orders.create({ ...sparse, ...theirs }, 'silent');
		expect(await store.run(createOrKeep(store.client(), sparse, 'return'))).toMatchObject({ existed });
	});
});

describe('an order that this process has created before', () => {
	it.each<IfExists>(['update', 'return', 'fail'])(
		'is not the creation of a later call, even with the same values, where existing ones are to %s',
		async (ifExists) => {
			const store = virtualStore();
			await store.run(createOrKeep(store.client(), fullOrder(), 'fail'));
			store.sandbox.faults.set({ serverError: { count: 1, path: 'POST ' } });
			const again = await store.run(settle(createOrKeep(store.client(), fullOrder(), ifExists)));
			const told = { ok: true, value: { existed: true } };
			expect(again).toMatchObject(ifExists === 'fail' ? { ok: false, error: { kind: 'refused' } } : told);
		},
	);
});

describe('our own order, changed by a rule before its lost answer is looked for,', () => {
	const changedByRule = async (change: JsonObject, ifExists: IfExists) => {
		const store = virtualStore({ faults: { dropAfter: { count: 1, path: 'POST ' } } });
		store.intercept(async (request, next) => {
			const isLost = request.method === 'POST';
			return await next(request).finally(() => {
				const [order] = store.sandbox.store.orders.all();
				if (isLost && order) store.sandbox.store.orders.edit(order.id, change);
			});
		});
		return await store.run(settle(createOrKeep(store.client(), fullOrder(), ifExists)));
	};

	it.each<[JsonObject]>([
		[{ order_metadata: { fraud_protection_score: '0', flag: 'x' } }],
		[{ checkout_data: { 'Gift Message': 'Happy Birthday', Route: 'A' } }],
		[{ tracking_url: 'https://example.com' }],
	])('is known as ours where the rule has only added: %j', async (change) => {
		for (const ifExists of ['fail', 'return', 'update'] as const)
			expect(await changedByRule(change, ifExists)).toMatchObject({ ok: true, value: { existed: false } });
	});

	it('counts as one that existed where the rule has changed what was sent, and is uncertain where that fails', async () => {
		const change = { shipping_method: 'By a rule' };
		expect(await changedByRule(change, 'return')).toMatchObject({ ok: true, value: { existed: true } });
		expect(await changedByRule(change, 'fail')).toMatchObject({ ok: false, error: { kind: 'uncertain' } });
	});
});
