import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import type { PollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { listOf, testStores } from '../../support/engine/severalStores.cts';
import type { NamedStore, TestStores } from '../../support/engine/severalStores.cts';
import { fullOrder } from '../../support/virtualStore.cts';

let all: TestStores;
let reported: Error[];
beforeEach(async () => {
	all = await testStores({ rateLimit: false });
	reported = [];
});
afterEach(() => all.close());

const watching = (parameters: INodeParameters = {}, wait?: () => Promise<void>): PollingTrigger =>
	pollingTrigger(
		all.credential,
		{ authentication: 'severalStores', event: 'newOrder', ...parameters },
		{ __emitError: (error: Error) => void reported.push(error) },
		wait,
	);

let numbers = 0;
const imported = ({ sandbox }: NamedStore): string =>
	sandbox.store.orders.create(fullOrder({ source_id: `polled-${++numbers}` }), 'import').id;

const found = (items: IDataObject[]) => items.map(({ id, store_id: store }) => ({ id, store }));

const minute = 60_000;
const next = async (trigger: PollingTrigger, later = minute): Promise<IDataObject[]> => {
	trigger.now += later;
	return await trigger.check();
};

const listed = (...stores: NamedStore[]) => void (all.credential.apiKeys = listOf(stores));

const wrongKeyFor = ({ credential }: NamedStore) =>
	void (all.credential.apiKeys = all.credential.apiKeys.replace(credential.apiKey, 'another-key-value'));

describe('one check of several stores', () => {
	it('emits what is new in each, with its store and the folder names there', async () => {
		const trigger = watching();
		expect(await trigger.check()).toEqual([]);
		const expected = [...all.stores].map((store) => ({ id: imported(store), ...store.details }));
		const items = await next(trigger);
		expect(items).toMatchObject(expected.map((order) => ({ ...order, event: 'newOrder', folder_name: 'New' })));
		expect(Object.keys(items[0] ?? {}).slice(0, 2)).toEqual(['store_id', 'store_name']);
		expect(new Set(items.map(({ event_key: key }) => key)).size).toBe(3);
		expect(await next(trigger)).toEqual([]);
	});

	it('asks a store where nothing has happened once', async () => {
		const trigger = watching();
		await trigger.check();
		const before = all.stores.map(({ sandbox }) => sandbox.requests.total());
		await next(trigger);
		expect(all.stores.map(({ sandbox }, n) => sandbox.requests.total() - (before[n] ?? 0))).toEqual([1, 1, 1]);
	});

	it('stores neither the key nor the ID of a store', async () => {
		const trigger = watching();
		await trigger.check();
		imported(all.stores[0]);
		await next(trigger);
		const stored = JSON.stringify(trigger.stored());
		for (const { name } of all.stores) expect(stored).not.toContain(name);
	});

	it('is forgotten by nobody when n8n restarts', async () => {
		const trigger = watching();
		await trigger.check();
		const first = imported(all.stores[0]);
		expect(found(await next(trigger))).toMatchObject([{ id: first }]);
		trigger.restart();
		const second = imported(all.stores[2]);
		expect(found(await next(trigger))).toEqual([{ id: second, store: all.stores[2].details.store_id }]);
	});

	it('starts in each store at the chosen date', async () => {
		for (const store of all.stores) imported(store);
		const trigger = watching({ options: { startAt: '2020-01-01' } });
		expect(await trigger.check()).toHaveLength(3);
		expect(await next(trigger)).toEqual([]);
	});

	it('watches folders by their names in each store', async () => {
		const trigger = watching({ event: 'orderMoved', toFolders: ['Closed'] });
		const order = imported(all.stores[1]);
		await trigger.check();
		const { orders, folders } = all.stores[1].sandbox.store;
		folders.move(orders.get(order), '21656', 'Staff');
		expect(found(await next(trigger))).toEqual([{ id: order, store: all.stores[1].details.store_id }]);
	});

	it('shows the newest record of the first store that has one as a sample', async () => {
		const order = imported(all.stores[1]);
		expect(await watching().test()).toMatchObject([{ id: order, ...all.stores[1].details }]);
	});
});

describe('a store that fails', () => {
	it('is named once, holds up no other, and loses nothing', async () => {
		const trigger = watching();
		await trigger.check();
		const right = all.credential.apiKeys;
		const [acme, beta] = all.stores;
		wrongKeyFor(beta);
		const [mine, missed] = [imported(acme), imported(beta)];
		expect(found(await next(trigger))).toEqual([{ id: mine, store: acme.details.store_id }]);
		expect(await next(trigger)).toEqual([]);
		expect(reported.map(({ message }) => message)).toEqual([
			'Beta, Ltd.: Order Desk does not accept this Store ID and API Key (Invalid API Key)',
		]);
		all.credential.apiKeys = right;
		expect(found(await next(trigger))).toEqual([{ id: missed, store: beta.details.store_id }]);
	});

	it('is named again each hour', async () => {
		const trigger = watching();
		wrongKeyFor(all.stores[1]);
		for (let checks = 0; checks < 5; checks++) await next(trigger, 30 * minute);
		expect(reported).toHaveLength(3);
	});

	it('from the beginning loses nothing either', async () => {
		const right = all.credential.apiKeys;
		wrongKeyFor(all.stores[1]);
		const trigger = watching();
		trigger.now = Date.now() - minute;
		await trigger.check();
		const missed = imported(all.stores[1]);
		all.credential.apiKeys = right;
		expect(found(await next(trigger))).toEqual([{ id: missed, store: all.stores[1].details.store_id }]);
	});

	it('stops the check where all do, with what each says', async () => {
		const trigger = watching();
		for (const store of all.stores) wrongKeyFor(store);
		await expect(trigger.check()).rejects.toMatchObject({
			message: expect.stringMatching(/^3 of 3 stores could not be checked\. Acme: .* Beta, Ltd\.: .* Gamma: /),
		});
	});
});

describe('a store that does not answer', () => {
	/** Of which no more requests come while this process has gone on for a while. */
	const othersAreDone = async () => {
		const requests = () => all.stores.reduce((sum, { sandbox }) => sum + sandbox.requests.total(), 0);
		for (let quiet = 0, before = -1; quiet < 20; quiet++) {
			if (requests() !== before) quiet = 0;
			before = requests();
			await new Promise((resolve) => void setTimeout(resolve, 25));
		}
	};

	const answering = ({ sandbox }: NamedStore, handle: NamedStore['sandbox']['handle']) =>
		void Object.assign(sandbox, { handle });

	it('holds up no other, is named, and loses nothing', async () => {
		const trigger = watching({}, othersAreDone);
		await trigger.check();
		const [acme, beta, gamma] = all.stores;
		const { handle } = beta.sandbox;
		answering(beta, async () => await new Promise(() => undefined));
		const missed: string[] = [];
		for (const checks of ['first', 'second', 'third']) {
			const expected = [acme, gamma].map((store) => ({ id: imported(store), store: store.details.store_id }));
			missed.push(imported(beta));
			expect({ checks, items: found(await next(trigger)) }).toEqual({ checks, items: expected });
		}
		expect(reported.map(({ message }) => message)).toEqual(['Beta, Ltd.: Order Desk did not answer in time']);

		answering(beta, handle);
		const items = [...found(await next(trigger)), ...found(await next(trigger))];
		expect(items).toEqual(missed.map((id) => ({ id, store: beta.details.store_id })));
	});

	it('soon is waited for', async () => {
		const trigger = watching();
		await trigger.check();
		const [acme, beta] = all.stores;
		const { handle } = beta.sandbox;
		answering(beta, async (request) => {
			await othersAreDone();
			return await handle(request);
		});
		const expected = [acme, beta].map((store) => ({ id: imported(store), store: store.details.store_id }));
		expect(found(await next(trigger))).toEqual(expected);
		expect(reported).toEqual([]);
	});
});

describe('the list of stores', () => {
	it('gets a store that starts from now, and loses one that is forgotten', async () => {
		const [acme, beta, gamma] = all.stores;
		listed(acme, beta);
		const trigger = watching({ options: { startAt: '2020-01-01' } });
		await trigger.check();
		imported(gamma);
		listed(acme, gamma);
		expect(await next(trigger)).toEqual([]);
		const order = imported(gamma);
		imported(beta);
		expect(found(await next(trigger))).toEqual([{ id: order, store: gamma.details.store_id }]);
		listed(acme, beta, gamma);
		expect(await next(trigger)).toEqual([]);
	});
});
