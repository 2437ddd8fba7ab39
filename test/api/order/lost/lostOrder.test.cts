import { beforeEach, describe, expect, it } from '@jest/globals';
import { settle } from '../../../../api/errors';
import { createOrKeep } from '../../../../api/order/upsert';
import { isMadeSince } from '../../../../api/order/findCreated';
import type { JsonObject, Query } from '../../../../api/types';
import { answer, broken, clockSays, scriptedStore, success } from '../../../support/scriptedStore.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';
import { fullOrder, virtualStore } from '../../../support/virtualStore.cts';

/** Our clock and Order Desk's are the same here. */
const timeAfter = (milliseconds: number) =>
	new Date(Date.UTC(2026, 0, 15, 12) + milliseconds).toISOString().slice(0, 19).replace('T', ' ');

let ids = 9_000;
const ann = { email: 'ann@b.c', shipping: { first_name: 'Ann', last_name: 'Lee', company: 'Lee & Co' } };
const tape = { name: 'Tape', code: 'tape', quantity: 2, price: 3 };
let sent: JsonObject;
/** No test has sent the order of another: the process remembers what it has created. */
beforeEach(() => void (sent = { ...ann, customer_id: `${(ids += 1)}`, order_items: [tape] }));
/** A new order in the store. */
const stored = (changes: JsonObject = {}): JsonObject => ({
	id: `${(ids += 1)}`,
	date_added: timeAfter(0),
	date_updated: timeAfter(0),
	...sent,
	...changes,
});

/** A store that lists these orders, the newest first. Later requests to create are refused. */
const storeWith = (listed: JsonObject[], posts: Scripted[] = [broken()]) => {
	const store = scriptedStore(({ method, path }): Scripted => {
		if (method === 'POST') return posts.shift() ?? answer(400, 'Sent again');
		if (path === '/test') return clockSays(timeAfter(store.requests.at(-1)?.after ?? 0));
		return success({ orders: listed.toReversed() });
	});
	return store;
};

const sentAgain = { error: { kind: 'refused', message: expect.stringContaining('Sent again') } };
const uncertain = { error: { kind: 'uncertain' } };

describe('an order without a source ID, whose answer was lost', () => {
	const outcomeWhere = async (listed: JsonObject[]) =>
		await settle(createOrKeep(storeWith(listed).client, sent, 'fail'));

	it('is the newest one that has all that was sent, which is looked for by ID', async () => {
		const order = stored();
		const { client, requests } = storeWith([order, stored({ email: 'x' })]);
		expect(await createOrKeep(client, sent, 'fail')).toEqual({ order, existed: false });
		const query = requests.find(({ method }) => method === 'GET')?.query as Query;
		expect(query).toMatchObject({ order_by: 'id', order: 'DESC', limit: 500 });
	});

	it('is one that was added two seconds before the request, since clocks differ, and none before that', async () => {
		expect(await outcomeWhere([stored({ date_added: timeAfter(-2_000) })])).toMatchObject({ ok: true });
		expect(await outcomeWhere([stored({ date_added: timeAfter(-3_000) })])).toMatchObject(sentAgain);
	});

	it.each<[string, JsonObject, object]>([
		['of another person', { email: 'bob@b.c', shipping: { first_name: 'Bob' } }, sentAgain],
		['of another address, though of the same names', { email: 'bob@b.c' }, sentAgain],
		['of other names, though of the same address', { shipping: { first_name: 'Bob' } }, sentAgain],
		['of the same address and one of the names', { shipping: { last_name: 'LEE' } }, uncertain],
		['of one of the names, without an address', { email: '', shipping: { first_name: 'Ann' } }, uncertain],
		['of the same person, but under a number of a shop', { source_id: 'A-1', order_items: [] }, sentAgain],
	])('is not the new one %s: %j', async (_, changes, outcome) => {
		expect(await outcomeWhere([stored(changes)])).toMatchObject(outcome);
	});

	it('is uncertain where the store lists its orders in no sequence, or one of them twice', async () => {
		const [first, second] = [stored({ email: 'x' }), stored({ email: 'y' })];
		expect(await outcomeWhere([second, first])).toMatchObject(uncertain);
		expect(await outcomeWhere([first, first])).toMatchObject(uncertain);
		expect(await outcomeWhere([first, second])).toMatchObject(sentAgain);
	});

	it('is not the one that an equal create has found before', async () => {
		const order = stored();
		const { client } = storeWith([order], [broken(), broken()]);
		expect(await createOrKeep(client, sent, 'fail')).toEqual({ order, existed: false });
		expect(await settle(createOrKeep(client, sent, 'fail'))).toMatchObject(sentAgain);
	});

	it('is looked for before it is sent again, also with a source ID of blanks', async () => {
		const { client, sent: requests } = storeWith([]);
		await settle(createOrKeep(client, { ...sent, source_id: ' ' }, 'fail'));
		expect(requests().slice(0, 2)).toEqual(['POST /orders', 'GET /orders']);
	});

	it('is not like one that another request of this process has sent', async () => {
		const other = { ...sent, order_metadata: { cart: '2' } };
		const { client } = storeWith([stored(other)], [broken(), broken()]);
		const [lost, found] = await Promise.all([
			settle(createOrKeep(client, sent, 'fail')),
			settle(createOrKeep(client, other, 'fail')),
		]);
		expect([lost, found]).toMatchObject([sentAgain, { ok: true }]);
	});
});

describe('orders that are created at the same time', () => {
	/** When the requests of two creates were sent and answered. */
	const inSequence = async (first: JsonObject, second: JsonObject) => {
		const store = virtualStore();
		const client = store.client();
		const log: string[] = [];
		store.intercept(async (request, next) => {
			log.push('sent');
			await new Promise<void>((done) => store.clock.after(500, done));
			log.push('answered');
			return await next(request);
		});
		const both = [first, second].map(async (order) => await settle(createOrKeep(client, order, 'fail')));
		await store.run(Promise.all(both));
		return log;
	};

	it('under one source ID are sent one after the other, and others are not kept waiting', async () => {
		const orderOf = (source_id: string) => fullOrder({ source_id });
		expect(await inSequence(orderOf('1'), orderOf('1'))).toEqual(['sent', 'answered', 'sent', 'answered']);
		expect(await inSequence(orderOf('1'), orderOf('2'))).toEqual(['sent', 'sent', 'answered', 'answered']);
	});
});

describe('an order with a date of its own', () => {
	const since = Date.UTC(2026, 0, 15, 12);
	const own = () => ({ ...sent, date_added: '2020-01-01 00:00:00' });

	it('is ours from the very moment of the request on', () => {
		expect(isMadeSince(stored({ date_updated: timeAfter(0) }), own(), since)).toBe(true);
		expect(isMadeSince(stored({ date_updated: timeAfter(-1_000) }), own(), since)).toBe(false);
	});

	it.each<[string, JsonObject[], boolean]>([
		['the same item, in another form', [{ name: ' TAPE', code: 'Tape', quantity: '2' }], true],
		['another name', [{ ...tape, name: 'Glue' }], false],
		['another SKU', [{ ...tape, code: 'glue' }], false],
		['another quantity', [{ ...tape, quantity: 1 }], false],
		['one item more', [tape, tape], false],
		['none', [], false],
	])('and %s is ours: %j, %s', (_, order_items, isOurs) => {
		expect(isMadeSince(stored({ order_items }), own(), since)).toBe(isOurs);
	});
});
