import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Receiver } from '../../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { formOf, orderText, signedHeaders } from '../../support/engine/postedOrders.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';
import type { WebhookServer } from '../../support/engine/webhookServer.cts';

let store: TestStore;
let server: WebhookServer;
let now: number;
beforeEach(async () => void (store = await testStore()));
afterEach(async () => {
	await server.close();
	await store.close();
});

const [open, prepared] = ['21654', '21655'];
const outage = { serverError: { path: '/store' } };
let posts = 0;

const listen = async (filters: IDataObject, event = 'orderImported') => {
	server = await webhookServer(store.credential, { event, filters } as INodeParameters);
	now = Date.UTC(2026, 0, 15, 12);
	const clock = {
		now: () => now,
		sleep: async () => await new Promise<void>((wake) => void setTimeout(wake, 2_000).unref()),
	};
	const receiver = new Receiver(clock, new WorkflowMemory());
	server.webhook = async (context) => await receiver.receive(context);
};

/** What becomes of a new order in this folder. */
const outcome = async (folder_id: string, fields: object = {}): Promise<string> => {
	const text = orderText({ id: `${++posts}`, folder_id, ...fields });
	const { status, items } = await server.post(formOf(text), signedHeaders(store.credential, text));
	return status === 200 ? (items.length === 1 ? 'accepted' : 'dropped') : String(status);
};

const answerTo = async (fields: object): Promise<string> => {
	const text = orderText({ id: `${++posts}`, ...fields });
	return (await server.post(formOf(text), signedHeaders(store.credential, text))).text;
};

const folders = () => store.sandbox.store.folders.all();
const rename = (id: string, name: string) =>
	Object.assign(folders().find((folder) => folder.id === id) ?? {}, { name });
const add = (id: string, name: string) => void folders().push({ id, name });

describe('a folder filter by name', () => {
	it.each([0, 1_000, 30_000, 59_000, 9 * 60_000])(
		'accepts an order in a folder that was made %i ms after the names were read',
		async (later) => {
			await listen({ folders: ['Express', 'New'] });
			expect(await outcome(open)).toBe('accepted');
			now += later;
			add('30001', 'express');
			add('30002', 'Slow');
			expect(await outcome('30001')).toBe('accepted');
			expect(await outcome('30002')).toBe('dropped');
		},
	);

	it.each([0, 1_000, 5 * 60_000])(
		'accepts an order in a folder that got the name %i ms after the names were read',
		async (later) => {
			await listen({ folders: 'Ready to Ship' });
			expect(await outcome(open)).toBe('dropped');
			now += later;
			rename(open, 'Ready to ship');
			expect(await outcome(open)).toBe('accepted');
			expect(await outcome(prepared)).toBe('dropped');
		},
	);

	it.each(['({})', '[{ name: "Prepared" }]', 'true', '[["Prepared"]]', '"[object Object]"'])(
		'answers 503 to every post while the expression gives %s, so that Order Desk repeats them',
		async (expression) => {
			await listen({ folders: `={{ ${expression} }}` });
			expect(await outcome(open)).toBe('503');
			expect(await outcome(prepared)).toBe('503');
		},
	);

	it('of digits is one, also in an outage', async () => {
		await listen({ folders: ['2026'] });
		store.sandbox.faults.set(outage);
		add('30003', '2026');
		expect(await outcome('30003')).toBe('503');
		store.sandbox.faults.clear();
		now += 10_000;
		expect(await outcome('30003')).toBe('accepted');
		expect(await outcome(open)).toBe('dropped');
	});

	it('of digits may be an ID as well', async () => {
		await listen({ folders: [open] });
		rename(prepared, open);
		expect(await outcome(open)).toBe('accepted');
		expect(await outcome(prepared)).toBe('accepted');
	});

	it('answers 503 while a name cannot be known, and decides when it can', async () => {
		await listen({ folders: ['Express', 'New'] });
		expect(await outcome(open)).toBe('accepted');
		add('30004', 'Express');
		store.sandbox.faults.set(outage);
		expect(await outcome('30004')).toBe('503');
		expect(await outcome(prepared)).toBe('503');
		expect(await outcome(open)).toBe('accepted');
		store.sandbox.faults.clear();
		now += 10_000;
		expect([await outcome('30004'), await outcome(prepared)]).toEqual(['accepted', 'dropped']);
	});

	it.each([
		['an empty object', '{}'],
		['a store without folders', '{"status":"success","store":{"id":1,"folders":[]}}'],
	])('answers 503 when the store answers with %s', async (_, body) => {
		const { createServer } = await import('node:http');
		const odd = createServer((__, response) => void response.end(body));
		await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
		const { port } = odd.address() as { port: number };
		const real = store.credential;
		store = {
			...store,
			credential: { ...real, storeId: `odd ${body.length}`, baseUrl: `http://127.0.0.1:${port}/api/v2` },
		};
		await listen({ folders: ['New'] });
		expect(await outcome(open)).toBe('503');
		odd.closeAllConnections();
		odd.close();
	});

	it('drops without names what no name could change', async () => {
		await listen({ fromFolders: ['New'] }, 'folderChanged');
		store.sandbox.faults.set(outage);
		expect(await outcome(open)).toBe('dropped');
		expect(await outcome(open, { previous_folder_id: prepared })).toBe('503');
	});

	it('accepts without names what an ID is enough for', async () => {
		await listen({ folders: ['Express', open] });
		store.sandbox.faults.set(outage);
		expect(await outcome(open)).toBe('accepted');
		expect(await outcome(prepared)).toBe('503');
	});

	it('names each folder that the store does not have when it filters an order out', async () => {
		await listen({ folders: ['Closd', 'Prepared', '999'] });
		const missing = "The store has no folder 'Closd'. The store has no folder '999'";
		expect(await answerTo({ folder_id: open })).toBe(`Filtered out: the folder is 'New'. ${missing}`);
		expect(await answerTo({ folder_id: prepared })).toBe('Accepted');
		add('999', 'Late');
		expect(await answerTo({ folder_id: open })).toBe(
			"Filtered out: the folder is 'New'. The store has no folder 'Closd'",
		);
		rename(prepared, 'closd');
		expect(await answerTo({ folder_id: open })).toBe(
			"Filtered out: the folder is 'New'. The store has no folder 'Prepared'",
		);
	});

	it('names none while the folders are not known', async () => {
		await listen({ fromFolders: ['Closd'] }, 'folderChanged');
		store.sandbox.faults.set(outage);
		expect(await answerTo({ folder_id: open })).toBe('Filtered out: the folder it came from is not known');
	});

	it('reads the names once for many orders that are wanted or not', async () => {
		await listen({ folders: ['New', prepared] });
		for (const id of [open, prepared, '21656', open, '21656']) await outcome(id);
		expect(store.requests()).toEqual({ 'GET /store': 1 });
	});

	it.each([
		['no folder', { folder_id: undefined }],
		['null', { folder_id: null }],
		['an empty ID', { folder_id: ' ' }],
		['a map', { folder_id: {} }],
		['a list', { folder_id: ['21654'] }],
		['a switch', { folder_id: true }],
	])('calls an order with %s unusable, since nobody knows whether it is wanted', async (_, fields) => {
		await listen({ folders: ['New'] });
		expect(await answerTo(fields)).toBe(
			'Dropped: this is not an order. Its folder cannot be read, and a filter asks for it.',
		);
	});

	it.each([
		['null, as silent', null, 'Filtered out: the folder it came from is not known'],
		['an empty text, as silent', '', 'Filtered out: the folder it came from is not known'],
		['a map, as unusable', {}, 'Dropped: this is not an order. Its folder cannot be read, and a filter asks for it.'],
	])('takes %s where an order tells the folder it came from', async (_, previous_folder_id, answer) => {
		await listen({ fromFolders: ['New'] }, 'folderChanged');
		expect(await answerTo({ previous_folder_id })).toBe(answer);
	});

	it('is needed for that: without one, an order without a folder is accepted', async () => {
		await listen({});
		expect(await answerTo({ folder_id: null })).toBe('Accepted');
	});
});
