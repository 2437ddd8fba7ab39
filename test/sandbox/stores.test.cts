import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../api/types';
import { createAccount, createStores, virtualClock, type StoreAccount } from '../../sandbox/index.cts';
import { fileBeside } from '../../sandbox/snapshot.cts';
import { anOrder } from '../support/sandboxCall.cts';

const account = (count: number) => {
	const clock = virtualClock();
	const posted: Array<Record<string, string>> = [];
	const made = createAccount(createStores(count, { clock }), {
		deliver({ headers }) {
			posted.push(headers);
			return Promise.resolve({ status: 200, reply: '' });
		},
	});
	return { ...made, clock, posted };
};

const keyOf = (id: string): string => (id === '11' ? 'sandbox-api-key' : `sandbox-api-key-${id}`);

async function asStore(
	{ handle }: StoreAccount,
	id: string,
	[method, path]: readonly [method: string, path: string],
	{ body, key = keyOf(id) }: { body?: unknown; key?: string } = {},
) {
	const headers = { 'ORDERDESK-STORE-ID': id, 'ORDERDESK-API-KEY': key };
	const sent = body === undefined ? {} : { body: JSON.stringify(body) };
	const reply = await handle({ method, url: `/api/v2${path}`, headers, ...sent });
	return { ...reply, body: JSON.parse(reply.body) as JsonObject };
}

async function inConsole({ handle }: StoreAccount, method: string, path: string, body?: unknown) {
	const sent = body === undefined ? {} : { body: JSON.stringify(body) };
	const reply = await handle({ method, url: `/console/api${path}`, ...sent });
	return { status: reply.status, body: JSON.parse(reply.body) as JsonObject };
}

const copying = (store_id: string, event = 'orderImported') => ({
	name: `To ${store_id}`,
	event,
	action: 'copy',
	store_id,
});

describe('several stores behind one address', () => {
	it('are told apart by the store id, and each takes its own key only', async () => {
		const three = account(3);
		for (const id of ['11', '12', '13']) {
			expect((await asStore(three, id, ['GET', '/store'])).body).toMatchObject({ store: { id } });
		}
		expect((await asStore(three, '12', ['GET', '/test'], { key: keyOf('11') })).status).toBe(401);
		expect((await asStore(three, '14', ['GET', '/test'], { key: keyOf('14') })).status).toBe(401);
	});

	it('have folders, time zones, names and orders of their own', async () => {
		const five = account(5);
		const ids = five.sandboxes.map(({ store }) => {
			store.orders.create(anOrder(), 'silent');
			return [...store.folders.all(), ...store.orders.all()].map(({ id }) => id);
		});
		expect(new Set(ids.flat()).size).toBe(5 * 5);
		const identities = five.sandboxes.map(({ store }) => store.identity);
		for (const part of ['storeId', 'apiKey', 'name', 'timezone'] as const) {
			expect(new Set(identities.map((identity) => identity[part])).size).toBe(5);
		}
	});

	it('have a bucket each, or one for the account where the switch says so', async () => {
		const two = account(2);
		const left = async (id: string) => (await asStore(two, id, ['GET', '/test'])).headers['x-tokens-remaining'];
		expect([await left('11'), await left('12')]).toEqual(['19', '19']);
		two.sandboxes[1]?.store.setSwitches({ bucketOwner: 'account' });
		expect([await left('12'), await left('11')]).toEqual(['18', '17']);
	});

	it('post webhooks with their own id and hash', async () => {
		const two = account(2);
		for (const { store } of two.sandboxes) {
			store.rules.save({ name: 'Post', event: 'orderImported', url: 'http://receiver.example/x' });
			store.orders.create(anOrder(), 'import');
		}
		await two.clock.advance(0);
		expect(two.posted.map((headers) => headers['X-ORDER-DESK-STORE-ID'])).toEqual(['11', '12']);
		expect(new Set(two.posted.map((headers) => headers['X-ORDER-DESK-HASH'])).size).toBe(2);
	});

	it('are chosen in the console by ?store=, and the first one without', async () => {
		const two = account(2);
		const stores = [
			{ id: '11', name: 'Sandbox Store' },
			{ id: '12', name: 'Acme Outdoor' },
		];
		expect((await inConsole(two, 'GET', '/state')).body).toMatchObject({ store: { id: '11' }, stores });
		expect((await inConsole(two, 'GET', '/state?store=12')).body).toMatchObject({ store: { id: '12' }, stores });
		expect(await inConsole(two, 'GET', '/state?store=99')).toMatchObject({
			status: 404,
			body: { message: 'There is no store 99 here.' },
		});
	});

	it('need a number to count on from', () => {
		const first = { clock: virtualClock(), storeId: 'shop' };
		expect(() => createStores(2, first)).toThrow('not "shop"');
		expect(createStores(1, first)).toHaveLength(1);
	});

	it('are kept in files beside the first one', () => {
		const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
		expect(fileBeside(join(folder, 'store.json'), '12')).toBe(join(folder, 'store-12.json'));
	});
});

describe('a rule that copies an order to another store', () => {
	const historyOf = ({ sandboxes: [first] }: StoreAccount) =>
		first.store.orders.all()[0]?.order_history.map(({ note }) => note);

	it('imports it there under an id of that store, in its first folder, and leaves the original as it is', async () => {
		const two = account(2);
		await inConsole(two, 'POST', '/rules', copying('12'));
		const [, { store }] = two.sandboxes as unknown as [unknown, (typeof two.sandboxes)[0]];
		const original = two.sandboxes[0].store.orders.create(anOrder({ source_id: 'A-1', source_name: 'Etsy' }), 'import');
		const [copy] = store.orders.all();
		expect(copy).toMatchObject({
			source_id: 'A-1',
			source_name: 'Etsy',
			email: 'bingo@example.com',
			folder_id: '21754',
		});
		expect(copy?.id).not.toBe(original.id);
		expect(copy?.order_items).toMatchObject([{ code: 'MUG', quantity: 2 }]);
		expect(historyOf(two)).toContain(`Order copied to store 12 as ${copy?.id}`);
		expect(original).toMatchObject({ folder_id: '21654', order_items: [{ code: 'MUG' }] });
	});

	it('runs for its event only, and runs the rules of the other store', async () => {
		const two = account(2);
		const [first, second] = two.sandboxes;
		first.store.rules.save(copying('12', 'folderChanged'));
		second?.store.rules.save({ name: 'Post', event: 'orderImported', url: 'http://receiver.example/x' });
		const order = first.store.orders.create(anOrder(), 'import');
		expect(second?.store.orders.all()).toHaveLength(0);
		first.store.folders.move(order, '21656', 'Staff');
		await two.clock.advance(0);
		expect(two.posted.map((headers) => headers['X-ORDER-DESK-STORE-ID'])).toEqual(['12']);
	});

	it('ends where the order is already there: two stores that copy to each other do not go on for ever', () => {
		const two = account(2);
		const [first, second] = two.sandboxes;
		first.store.rules.save(copying('12'));
		second?.store.rules.save(copying('11'));
		first.store.orders.create(anOrder({ source_id: 'A-1' }), 'import');
		expect(first.store.orders.all()).toHaveLength(1);
		expect(second?.store.orders.all()).toHaveLength(1);
		expect(second?.store.orders.all()[0]?.order_history.at(-1)?.note).toBe(
			'Order not copied to store 11: Order A-1 already imported.',
		);
	});

	it.each(['11', '99', ''])('is refused for the store "%s", with the stores there are', async (id) => {
		const answer = await inConsole(account(3), 'POST', '/rules', copying(id));
		expect(answer).toMatchObject({ status: 400 });
		expect(answer.body['message']).toContain('Known: 12, 13.');
	});
});
