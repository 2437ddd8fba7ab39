import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError, settle } from '../../api/errors';
import type { OrderDeskClient } from '../../api/client/client';
import { addNote } from '../../api/order/addNote';
import { updateOrder } from '../../api/order/update/update';
import { addOrderItems } from '../../api/orderItem/add';
import { addShipment } from '../../api/shipment/add';
import { mayBeRewritten } from '../../api/writing/rewritten';
import { fullOrder, virtualStore } from '../support/virtualStore.cts';
import type { VirtualStore } from '../support/virtualStore.cts';

const long = `${"Ring at Bob's & Co <door 3>, then wait. ".repeat(50)}End`;

/** What servers make of a text. */
const rewritings: Record<string, (text: string) => string> = {
	'cut to 1,800 characters': (text) => text.slice(0, 1_800),
	'cut to 60 characters': (text) => text.slice(0, 60),
	'escaped as HTML': (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
	'escaped with numbers': (text) => text.replace(/['&<>]/g, (sign) => `&#0${sign.charCodeAt(0)};`),
	'without markup': (text) => text.replace(/<[^>]*>/g, ''),
	'with slashes': (text) => text.replace(/'/g, "\\'"),
	'with other line ends': (text) => text.replace(/ then/g, '\r\nthen'),
	'in one line': (text) => text.replace(/\s+/g, ' ').toUpperCase(),
	'without the letters it does not know': (text) => text.replace(/[^\x20-\x7e]/g, '?'),
};

interface Write {
	write: (client: OrderDeskClient, id: string) => Promise<unknown>;
	/** Where the text stands in the request. */
	change: (body: Record<string, unknown>, rewrite: (text: string) => string) => unknown;
	count: (store: VirtualStore, id: string) => number;
}

const orderIn = ({ sandbox }: VirtualStore, id: string) => sandbox.store.orders.get(id);
const inField =
	(name: string): Write['change'] =>
	(body, rewrite) => ({ ...body, [name]: rewrite(String(body[name])) });

const writes: Record<string, Write> = {
	'a note in the history': {
		write: async (client, id) => await addNote(client, id, { note: long }),
		change: inField('note'),
		count: (store, id) => orderIn(store, id).order_history.filter(({ note }) => /^ring/i.test(note)).length,
	},
	'a note of the order': {
		write: async (client, id) =>
			await updateOrder(client, id, { fields: { order_notes: [{ username: 'n8n', content: long }] } }),
		change: (body, rewrite) => ({
			...body,
			order_notes: (body['order_notes'] as Array<{ content: string }>).map((note) => ({
				...note,
				content: rewrite(note.content),
			})),
		}),
		count: (store, id) => orderIn(store, id).order_notes.filter(({ content }) => /^ring/i.test(content)).length,
	},
	'an order item': {
		write: async (client, id) => {
			const [outcome] = await addOrderItems(client, id, [{ name: long, quantity: 1 }]);
			if (isOrderDeskError(outcome)) throw outcome;
		},
		change: inField('name'),
		count: (store, id) => orderIn(store, id).order_items.length - 2,
	},
	'a shipment': {
		write: async (client, id) => await addShipment(client, id, { tracking_number: long }),
		change: inField('tracking_number'),
		count: (store, id) => orderIn(store, id).order_shipments.length,
	},
};

const cases = Object.keys(writes).flatMap((what) => Object.keys(rewritings).map((how) => [what, how] as const));

/** Writes a text whose first answer is lost, at a server that stores texts in a form of its own. */
const writeOnce = async (what: string, how: string) => {
	const { write, change, count } = writes[what] as Write;
	const store = virtualStore({ switches: { noteLimit: 0 } });
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	let isFirst = true;
	store.intercept(async (request, next) => {
		if (request.method === 'GET') return await next(request);
		const sent = JSON.parse(request.body ?? '{}') as Record<string, unknown>;
		const reply = await next({
			...request,
			body: JSON.stringify(change(sent, rewritings[how] as (typeof rewritings)[string])),
		});
		if (!isFirst) return reply;
		isFirst = false;
		throw new Error('socket hang up');
	});
	const outcome = await store.run(settle(write(store.client(), id)));
	return { outcome, count: count(store, id) };
};

describe('a text that Order Desk stores in another form, when the answer is lost', () => {
	it.each(cases)('%s, %s: is there once, and uncertain or done', async (what, how) => {
		const { outcome, count } = await writeOnce(what, how);
		expect(count).toBe(1);
		expect(outcome.ok || isOrderDeskError(outcome.error, 'uncertain')).toBe(true);
	});
});

describe('a text', () => {
	it.each([
		['Jos\u00e9 M\u00fcller', 'Jose Muller'],
		['Jos\u00e9 M\u00fcller', 'Jos? M?ller'],
		['Jos\u00e9 M\u00fcller', 'Jos&eacute; M&uuml;ller'],
		['\u738b\u5c0f\u660e', '???'],
		['\ud83d\ude00', '?'],
		['a < b > c', 'a &lt; b &gt; c'],
		['AT&T; x', 'AT&amp;T; x'],
	])('%j may be stored as %j', (sent, stored) => {
		expect(mayBeRewritten(stored, sent)).toBe(true);
	});

	it.each([
		['Packed', 'Shipped'],
		['Packed in box 12', 'Packed in box 1'],
		['Shirt', ''],
		['', 'Shirt'],
		['Shirt', '???'],
		['Shirt', null],
		['x', '&#99999999;'],
	])('%j is not stored as %j', (sent, stored) => {
		expect(mayBeRewritten(stored, sent)).toBe(false);
	});
});

describe('notes that begin alike', () => {
	const numbered = (number: number) => `${'Label printed for parcel of this order '.repeat(2)}${number}`;

	it('are not taken for each other, so that none is uncertain', async () => {
		const store = virtualStore();
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		let posts = 0;
		store.intercept(async (request, next) => {
			if (request.method === 'POST' && ++posts % 2) throw new Error('socket hang up');
			return await next(request);
		});
		const client = store.client();
		const notes = Array.from({ length: 12 }, (_, number) => numbered(number));
		await store.run(Promise.all(notes.map(async (note) => await addNote(client, id, { note }))));
		const lines = orderIn(store, id).order_history.map(({ note }) => note);
		expect(lines.filter((line) => notes.includes(line)).sort()).toEqual([...notes].sort());
	});

	it('of somebody else, from before, do not make one uncertain', async () => {
		const store = virtualStore();
		const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
		store.sandbox.store.orders.addHistory(id, { note: numbered(1).slice(0, 60) });
		await store.clock.advance(60_000);
		store.sandbox.faults.set({ dropBefore: { count: 1, path: 'POST ' } });
		await store.run(addNote(store.client(), id, { note: numbered(1) }));
		expect(orderIn(store, id).order_history.filter(({ note }) => note === numbered(1))).toHaveLength(1);
	});
});

describe('a number of no character', () => {
	it('is dropped from a text that is compared', () => {
		expect(mayBeRewritten('Ring &#9999999;twice', 'Ring twice')).toBe(true);
		expect(mayBeRewritten('Ring &#9999999;once', 'Ring twice')).toBe(false);
	});
});
