import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../../api/errors';
import { addNote } from '../../../../api/order/addNote';
import type { Note } from '../../../../api/order/addNote';
import type { JsonObject } from '../../../../api/types';
import { answer, broken, clockSays, scriptedStore, success } from '../../../support/scriptedStore.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';

let orders = 0;
/** An ID that no other test adds notes to: the process remembers what it has added. */
const newId = () => `${(orders += 1)}`;

/** Our clock and Order Desk's are the same here. */
const timeAfter = (milliseconds: number) =>
	new Date(Date.UTC(2026, 0, 15, 12) + milliseconds).toISOString().slice(0, 19).replace('T', ' ');
const line = (note: string, source_name = 'n8n', after = 0) => ({ note, source_name, date_added: timeAfter(after) });

/** A store with these lines in the history of every order. Later requests to add are refused. */
const storeWith = (posts: Scripted[], lines: JsonObject[]) => {
	const store = scriptedStore(({ method, path }): Scripted => {
		if (method === 'POST') return posts.shift() ?? answer(400, 'Sent again');
		if (path === '/test') return clockSays(timeAfter(store.requests.at(-1)?.after ?? 0));
		return success({ order: { id: path.slice('/orders/'.length), order_history: lines } });
	});
	return store;
};

const sentAgain = { error: { kind: 'refused', message: expect.stringContaining('Sent again') } };
const uncertain = { error: { kind: 'uncertain' } };
const done = { ok: true };

describe('a note whose answer was lost', () => {
	const outcomeWhere = async (note: Note, ...lines: JsonObject[]) =>
		await settle(addNote(storeWith([broken()], lines).client, newId(), note));

	it('has arrived with a new line of its text, and gives the order as it is read then', async () => {
		const id = newId();
		const { client } = storeWith([broken()], [line(' Packed ')]);
		expect(await addNote(client, id, { note: 'Packed ' })).toEqual({ id, order_history: [line(' Packed ')] });
	});

	it.each<[string, Note, JsonObject, object]>([
		['has arrived with its source', { note: 'Packed', source_name: 'ERP ' }, line('Packed', 'ERP'), done],
		['has arrived with any source, where none was sent', { note: 'Packed' }, line('Packed', 'ERP'), done],
		['has arrived with any source, where that was blank', { note: 'Packed', source_name: ' ' }, line('Packed'), done],
		['may be the new line of another source', { note: 'Packed', source_name: 'ERP' }, line('Packed'), uncertain],
		['has not arrived with another text', { note: 'Packed' }, line('Shipped'), sentAgain],
		['has not arrived with a line from before', { note: 'Packed' }, line('Packed', 'n8n', -3_000), sentAgain],
		['may be a new line like it', { note: 'Packed & done' }, line('Packed &amp; done', 'n8n', -2_000), uncertain],
		['is no line like it from before', { note: 'Packed & done' }, line('Packed &amp; done', 'n8n', -3_000), sentAgain],
		['may be a line like it without a date', { note: 'Packed & done' }, { note: 'Packed &amp; done' }, uncertain],
	])('%s', async (_, note, there, outcome) => {
		expect(await outcomeWhere(note, there)).toMatchObject(outcome);
	});
});

describe('a lost note beside others of this process', () => {
	it.each<[string, Note, (own: string) => string]>([
		['with another text', { note: 'Picked', source_name: 'ERP' }, (own) => own],
		['with another source', { note: 'Packed', source_name: 'Till' }, (own) => own],
		['without a source', { note: 'Packed' }, (own) => own],
		['on another order', { note: 'Packed', source_name: 'ERP' }, newId],
	])('is not mixed up with one %s', async (_, other, otherId) => {
		const id = newId();
		const { client } = storeWith([success(), broken()], [line('Packed', 'ERP')]);
		await addNote(client, otherId(id), other);
		expect(await addNote(client, id, { note: 'Packed', source_name: 'ERP' })).toMatchObject({ id });
	});

	it('has not arrived with the equal one that was added just before', async () => {
		const id = newId();
		const { client } = storeWith([success(), broken()], [line('Packed')]);
		await addNote(client, id, { note: 'Packed' });
		expect(await settle(addNote(client, id, { note: 'Packed' }))).toMatchObject(sentAgain);
	});

	const long = 'Label printed for parcel of this order number 12';
	const beginning = long.slice(0, -1);
	/** What becomes of a lost note on one order, while the beginning of it is added to the same or another one. */
	const outcomeBeside = async (otherOrder: boolean) => {
		const id = newId();
		const { client } = storeWith([broken(), success()], [line(beginning)]);
		const [lost] = await Promise.all([
			settle(addNote(client, id, { note: long })),
			addNote(client, otherOrder ? newId() : id, { note: beginning }),
		]);
		return lost;
	};

	it('is not taken for cut where its beginning is another one on the same order', async () => {
		expect(await outcomeBeside(false)).toMatchObject(sentAgain);
		expect(await outcomeBeside(true)).toMatchObject(uncertain);
	});
});
