import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../../api/errors';
import { moveOrders } from '../../../../api/order/move/move';
import type { JsonObject, Query } from '../../../../api/types';
import { answer, broken, clockSays, scriptedStore, success } from '../../../support/scriptedStore.cts';
import { closed } from '../../../support/order/moves.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';

const elsewhere = '1';

let orders = 0;
/** An ID that no other test has moved: the process remembers its moves. */
const newId = () => String((orders += 1));

const movedFrom = (id: string, original_folder_id: string): Scripted =>
	success({ results: [{ order_id: id, original_folder_id, message: 'Moved' }] });

/** Our clock and Order Desk's are the same here. */
const timeAfter = (milliseconds: number) =>
	new Date(Date.UTC(2026, 0, 15, 12) + milliseconds).toISOString().slice(0, 19).replace('T', ' ');

interface World {
	/** How the requests to move are answered, one after the other; later ones are refused. */
	moves: Scripted[];
	/** What each order says of itself; what is not here does not exist. */
	records?: Record<string, JsonObject>;
	/** What the list of the folder shows. */
	listed?: JsonObject[];
}

const storeWith = ({ moves, records = {}, listed = [] }: World) => {
	const store = scriptedStore(({ path }): Scripted => {
		if (path === '/move-orders') return moves.shift() ?? answer(400, 'Sent again');
		if (path === '/test') return clockSays(timeAfter(store.requests.at(-1)?.after ?? 0));
		if (path === '/orders') return success({ orders: listed });
		const record = records[path.slice('/orders/'.length)];
		return record ? success({ order: record }) : answer(404, 'Order Not Found');
	});
	const move = async (ids: string[], folder = closed) => await moveOrders(store.client, ids, folder);
	return { ...store, move };
};

const said = (results: Awaited<ReturnType<typeof moveOrders>>) =>
	results.map((result) => (isOrderDeskError(result) ? result.kind : 'message' in result ? result.message : 'left'));

/** An order that lies in another folder, and what its history says of it, at a moment or right after the request. */
const away = (id: string, notes: string[], date_added = timeAfter(0)): JsonObject => ({
	id,
	folder_id: elsewhere,
	date_updated: timeAfter(0),
	order_history: notes.map((note) => ({ note, date_added })),
});

const movedOn = 'It was moved to the folder, and from there to another';
const sentAgain = 'refused';

describe('an order that lies elsewhere after its move was lost', () => {
	const outcomeOf = async (note: string, folder = closed) => {
		const id = newId();
		const { move } = storeWith({ moves: [broken()], records: { [id]: away(id, [note]) } });
		return said(await move([id], folder));
	};

	it.each([
		'Order moved to Closed',
		'Order moved to Closed folder',
		'Order was moved to the Closed folder.',
		'order moved to closed',
		' Moved to Closed ',
	])('was moved and then moved on, where its history says "%s"', async (note) => {
		expect(await outcomeOf(note)).toEqual([movedOn]);
	});

	it('was so, too, where the name of the folder has a full stop', async () => {
		expect(await outcomeOf('Order moved to No. 1.', { id: '2', name: 'No. 1' })).toEqual([movedOn]);
	});

	it.each(['Moved to Order Closed', 'Moved to Closed 2', 'Staff move: Closed', 'Now in another folder'])(
		'is uncertain where its history says "%s"',
		async (note) => {
			expect(await outcomeOf(note)).toEqual(['uncertain']);
		},
	);

	it.each(['Order added to Closed folder', 'Packed', 'Removed an item'])(
		'is moved once more where its history only says "%s"',
		async (note) => {
			expect(await outcomeOf(note)).toEqual([sentAgain]);
		},
	);

	it('is moved once more where its history tells of a move before ours', async () => {
		const id = newId();
		const before = away(id, ['Order moved to Closed'], timeAfter(-60_000));
		const { move } = storeWith({ moves: [broken()], records: { [id]: before } });
		expect(said(await move([id]))).toEqual([sentAgain]);
	});

	it.each<[string, number, string]>([
		['before the request', -2_001, sentAgain],
		['at its moment, as far as clocks can tell', -2_000, 'uncertain'],
	])('and whose history is not sent, was last changed %s', async (_, after, outcome) => {
		const id = newId();
		const record = {
			id,
			folder_id: elsewhere,
			date_updated: new Date(Date.UTC(2026, 0, 15, 12) + after).toISOString(),
		};
		const { move } = storeWith({ moves: [broken()], records: { [id]: record } });
		expect(said(await move([id]))).toEqual([outcome]);
	});
});

describe('an order that says nothing certain', () => {
	it('is uncertain, with its ID, the folder and what to look at', async () => {
		const id = newId();
		const { move } = storeWith({ moves: [broken()], records: { [id]: away(id, ['Order moved to Prepared']) } });
		expect(await move([id])).toMatchObject([
			{
				kind: 'uncertain',
				message: `Order Desk did not say whether it moved order ${id} to 'Closed'`,
				advice: 'Look at the history of the order in Order Desk before you run this again.',
			},
		]);
	});
});

describe('a lost move that follows another move of the same order', () => {
	/** The outcome of a lost move after one that was answered so, where the history has one line of a move by then. */
	const outcomeAfter = async (first: (id: string) => Scripted, notes = ['Order moved to Closed']) => {
		const id = newId();
		const { move } = storeWith({ moves: [first(id), broken()], records: { [id]: away(id, notes) } });
		await move([id]);
		return said(await move([id]));
	};

	it('is not taken for arrived by the line of that other one', async () => {
		expect(await outcomeAfter((id) => movedFrom(id, elsewhere))).toEqual([sentAgain]);
	});

	it('has arrived where there is a line for each', async () => {
		const notes = ['Order moved to Closed', 'Order moved to Closed'];
		expect(await outcomeAfter((id) => movedFrom(id, elsewhere), notes)).toEqual([movedOn]);
	});

	it('has arrived where the other one left no line: the order was in the folder already, or was refused', async () => {
		expect(await outcomeAfter((id) => movedFrom(id, closed.id))).toEqual([movedOn]);
		expect(await outcomeAfter(() => answer(400, 'Locked'))).toEqual([movedOn]);
		expect(
			await outcomeAfter((id) => success({ results: [{ order_id: id, status: 'error', message: 'No' }] })),
		).toEqual([movedOn]);
	});

	it('is uncertain where the other one may have left a line or not', async () => {
		expect(await outcomeAfter(() => success({ message: '1 Orders Moved' }))).toEqual(['uncertain']);
		expect(await outcomeAfter(() => success({ message: 'Done' }))).toEqual(['uncertain']);
	});

	it('has nothing to do with the moves of other orders', async () => {
		const [id, other] = [newId(), newId()];
		const records = { [id]: away(id, ['Order moved to Closed']) };
		const { move } = storeWith({ moves: [movedFrom(other, elsewhere), broken()], records });
		await move([other]);
		expect(said(await move([id]))).toEqual([movedOn]);
	});
});

describe('several orders whose move was lost', () => {
	/** The outcome for two orders, of which the list of the folder shows the first one like this. */
	const lookUp = async (shown: JsonObject) => {
		const [id, other] = [newId(), newId()];
		const records = Object.fromEntries([id, other].map((one) => [one, { id: one, folder_id: closed.id }]));
		const listed = [{ id, folder_id: closed.id, date_updated: timeAfter(0), ...shown }];
		const store = storeWith({ moves: [broken()], records, listed });
		const results = await store.move([id, other]);
		const alone = store.requests.filter(({ path }) => path === `/orders/${id}`).length;
		return { results, alone, query: store.requests.find(({ path }) => path === '/orders')?.query as Query };
	};

	it('are found in the list of the folder, which is read with what was changed last at its head', async () => {
		const { results, alone, query } = await lookUp({});
		expect(results[0]).toMatchObject({
			folder_id: closed.id,
			folder_name: 'Closed',
			original_folder_id: '',
			message: 'It is in the folder',
		});
		expect(results[1]).toMatchObject({ message: 'It is in the folder' });
		expect(alone).toBe(0);
		expect(query).toMatchObject({ folder_id: closed.id, order_by: 'date_updated', order: 'DESC' });
	});

	it.each<[string, JsonObject]>([
		['is in the list, but says that it lies elsewhere', { folder_id: elsewhere }],
		['was in the folder before, as its date tells', { date_updated: timeAfter(-3_000) }],
		['does not tell its date', { date_updated: '' }],
	])('are looked at one by one where an order %s', async (_, shown) => {
		expect((await lookUp(shown)).alone).toBe(1);
	});

	it('count as moved from the second on that is two seconds before the request: clocks differ', async () => {
		expect((await lookUp({ date_updated: timeAfter(-2_000) })).alone).toBe(0);
	});
});
