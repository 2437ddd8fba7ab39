import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../../api/errors';
import { addShipment, addShipments } from '../../../api/shipment/add';
import type { JsonObject } from '../../../api/types';
import { answer, broken, clockSays, scriptedStore, success } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';

let orders = 0;
/** An ID that no other test has shipped: the process remembers what it has added. */
const newId = () => `${(orders += 1)}`;

/** Our clock and Order Desk's are the same here. */
const timeAfter = (milliseconds: number) =>
	new Date(Date.UTC(2026, 0, 15, 12) + milliseconds).toISOString().slice(0, 19).replace('T', ' ');
const at = (after: number) => ({ date_added: timeAfter(after) });

/** A store with these shipments of every order. Later requests to add are refused. */
const storeWith = (posts: Scripted[], shipments: JsonObject[] | Scripted) => {
	const store = scriptedStore(({ method, path }): Scripted => {
		if (method === 'POST') return posts.shift() ?? answer(400, 'Sent again');
		if (path === '/test') return clockSays(timeAfter(store.requests.at(-1)?.after ?? 0));
		return Array.isArray(shipments) ? success({ shipments }) : shipments;
	});
	const add = async (orderId: string, ...wanted: JsonObject[]) =>
		await addShipments(
			store.client,
			wanted.map((shipment) => ({ orderId, shipment })),
		);
	const posted = () => store.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
	return { ...store, add, posted };
};

const long = '1Z 999 AA1 0123 4567 8901 2345';
const sentAgain = { kind: 'refused', message: expect.stringContaining('Sent again') };
const uncertain = {
	kind: 'uncertain',
	message: expect.stringContaining('Order Desk did not say whether it added the shipment to order '),
	advice: 'Look at the shipments of the order in Order Desk before you run this again, so that nothing happens twice.',
};

describe('a shipment whose answer was lost', () => {
	const outcomeWhere = async (wanted: JsonObject, shipments: JsonObject[] | Scripted) => {
		const [outcome] = await storeWith([broken()], shipments).add(newId(), wanted);
		return outcome;
	};

	it('is the new one under its number, also where Order Desk has made something else of its other values', async () => {
		const there = { id: '5', tracking_number: 't1', weight: '2.50', ...at(0) };
		expect(await outcomeWhere({ tracking_number: 'T1', weight: 3 }, [there])).toEqual({
			shipment: { order_id: expect.any(String), ...there },
			existed: false,
		});
	});

	it('is not the one that somebody else has added under another number', async () => {
		const other = { id: '5', tracking_number: 'T9', ...at(0) };
		expect(await outcomeWhere({ tracking_number: 'T1' }, [other])).toMatchObject(sentAgain);
	});

	it('is uncertain where the shipments cannot be read, and not sent again', async () => {
		const { add, posted } = storeWith([broken()], answer(400, 'Locked'));
		expect(await add(newId(), { tracking_number: 'T1' })).toMatchObject([{ kind: 'uncertain' }]);
		expect(posted()).toHaveLength(1);
	});

	it('is refused like the order where that is gone', async () => {
		expect(await outcomeWhere({ tracking_number: 'T1' }, answer(404, 'Order Not Found'))).toMatchObject(sentAgain);
	});

	it.each<[string, JsonObject, object]>([
		['is uncertain where a new one has the beginning of its number', at(-2_000), { kind: 'uncertain' }],
		['is uncertain where such a one has no date', {}, { kind: 'uncertain' }],
		['is sent again where such a one was there before', at(-3_000), sentAgain],
	])('%s', async (_, date, outcome) => {
		const cut = { id: '5', tracking_number: long.slice(0, 26), ...date };
		expect(await outcomeWhere({ tracking_number: long }, [cut])).toMatchObject(outcome);
	});
});

describe('a lost shipment beside others of this process', () => {
	it('has nothing to do with those under other numbers', async () => {
		const id = newId();
		const there = ['T1', 'T2'].map((tracking_number, n) => ({ id: `${n}`, tracking_number, ...at(0) }));
		const { client } = storeWith([success(), broken()], there);
		await addShipment(client, id, { tracking_number: 'T1' });
		expect(await addShipment(client, id, { tracking_number: 'T2' })).toMatchObject({ shipment: there[1] });
	});

	it('has not arrived with the one that was added under its number just before', async () => {
		const id = newId();
		const { client } = storeWith([success(), broken()], [{ id: '5', tracking_number: 'n/a', ...at(0) }]);
		await addShipment(client, id, { tracking_number: 'n/a' });
		expect(await settle(addShipment(client, id, { tracking_number: 'n/a' }))).toMatchObject({ error: sentAgain });
	});

	it('of the same request is not taken for the beginning of its number', async () => {
		const beginning = long.slice(0, 26);
		const { add } = storeWith([broken()], [{ id: '5', tracking_number: beginning, ...at(0) }]);
		expect(await add(newId(), { tracking_number: long }, { tracking_number: beginning })).toMatchObject([
			sentAgain,
			{ shipment: { id: '5' }, existed: false },
		]);
	});

	it('of the same request under its number is told from it by all of their values', async () => {
		const parcel = (weight: number) => ({ tracking_number: 'n/a', weight });
		const there = [parcel(2), parcel(1), parcel(3)].map((one, n) => ({ id: `${n}`, ...one, ...at(0) }));
		const { add } = storeWith([broken()], there);
		expect(await add(newId(), parcel(1), parcel(2), parcel(3))).toMatchObject([
			{ shipment: { id: '1', weight: 1 } },
			{ shipment: { id: '0', weight: 2 } },
			{ shipment: { id: '2', weight: 3 } },
		]);
	});
});

describe('the answer to a batch of shipments', () => {
	const wanted = [{ tracking_number: 'T1' }, { tracking_number: 'T2' }];

	it('that has not as many results as there are shipments leaves all uncertain, and says where to look', async () => {
		for (const count of [0, 1, 3]) {
			const results = Array.from({ length: count }, () => ({ status: 'success' }));
			const { add } = storeWith([success({ results })], []);
			expect(await add(newId(), ...wanted)).toMatchObject([uncertain, uncertain]);
		}
	});

	it('that is no refusal is that of each: none is tried alone', async () => {
		const { add, sent } = storeWith([answer(401)], []);
		expect(await add(newId(), ...wanted)).toMatchObject([{ kind: 'unauthorized' }, { kind: 'unauthorized' }]);
		expect(sent()).toEqual(['POST /batch-shipments']);
	});

	it('is not asked for where there is only one', async () => {
		const id = newId();
		const { add, sent } = storeWith([success()], []);
		expect(await add(id, { tracking_number: 'T1' })).toMatchObject([{ existed: false }]);
		expect(sent()).toEqual([`POST /orders/${id}/shipments`]);
	});
});

it('a shipment that is refused is no result', async () => {
	const { client } = storeWith([answer(400, 'Locked')], []);
	const done = await settle(addShipment(client, newId(), { tracking_number: 'T1' }));
	expect(!done.ok && isOrderDeskError(done.error, 'refused')).toBe(true);
});
