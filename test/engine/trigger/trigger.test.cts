import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OrderDeskTrigger } from '../../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { outputSchema } from '../../../nodes/shared/outputSchema';
import { triggerRecord } from '../../../nodes/OrderDeskTrigger/triggerItem';
import type { HostCredential } from '../../../bench/webhooks/n8nHost.cts';
import { listeningTrigger } from '../../support/engine/listeningTrigger.cts';
import { formOf, hashOf, orderText, signedHeaders } from '../../support/engine/postedOrders.cts';
import { webhookServer } from '../../support/engine/webhookServer.cts';

const { listen, server, store, use } = listeningTrigger();

const headersFor = (text: string, more?: Record<string, string>) => signedHeaders(store().credential, text, more);
/** A post as Order Desk sends it; `fields` make it another order. */
const posted = async (fields: object = {}, more: Record<string, string> = {}) => {
	const text = orderText(fields);
	return await server().post(formOf(text), headersFor(text, more));
};

describe('a post that this store has signed', () => {
	it('starts the workflow with the order as the action node returns it, and what is known of its arrival', async () => {
		await listen({});
		const answered = await posted({
			date_added: '2026-01-15 10:00:00',
			order_total: '12.50',
			previous_folder_id: '21655',
		});
		expect(answered).toMatchObject({ status: 200, text: 'Accepted' });
		expect(answered.items).toEqual([
			{
				id: '26211',
				email: 'a+b@example.com',
				folder_id: '21654',
				checkout_data: {},
				date_added: '2026-01-15T10:00:00Z',
				order_total: 12.5,
				previous_folder_id: '21655',
				event: 'orderImported',
				event_key: expect.stringMatching(/^[0-9a-f]{64}$/),
				received_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
				folder_name: 'New',
				previous_folder_name: 'Prepared',
			},
		]);
	});

	it.each(['raw', 'full', 'simplified'])(
		'keeps all digits of numbers that are too long for JavaScript, %s',
		async (output) => {
			await listen({ output });
			const text = orderText({ source_id: 'N', order_metadata: { shopify: 'M' } })
				.replace('"N"', '820982911946154508')
				.replace('"M"', '576486316948490001');
			const { items } = await server().post(formOf(text), headersFor(text));
			expect(items).toMatchObject([{ source_id: '820982911946154508' }]);
			if (output !== 'simplified') expect(items).toMatchObject([{ order_metadata: { shopify: '576486316948490001' } }]);
		},
	);

	it.each([
		['raw', {}, { folder_id: 21654, checkout_data: [] }],
		['simplified', {}, { folder_id: '21654', email: 'a+b@example.com' }],
		['selected', { outputFields: ['email'] }, { email: 'a+b@example.com' }],
	])('leaves in the shape %s, always with what is known of its arrival', async (output, more, expected) => {
		await listen({ output, ...more });
		const [item = {}] = (await posted()).items;
		expect(item).toMatchObject({ id: '26211', event: 'orderImported', folder_name: 'New', ...expected });
		expect('checkout_data' in item).toBe(output === 'raw');
	});

	it('is accepted by the node itself as n8n calls it', async () => {
		await listen({});
		const node = new OrderDeskTrigger();
		server().webhook = async (context) => await node.webhook.call(context);
		expect(await posted()).toMatchObject({ status: 200, items: [{ id: '26211', folder_name: 'New' }] });
	});

	it('has no field that the output schema lacks', async () => {
		await listen({ options: { emitRepeats: true } });
		const known = Object.keys(outputSchema(triggerRecord).properties ?? {});
		const [id = ''] = store().put(1);
		const order = store().sandbox.store.orders.onWire(store().sandbox.store.orders.get(id), true);
		const [item = {}] = (await posted(order)).items;
		expect(Object.keys(item).filter((name) => !known.includes(name))).toEqual([]);
	});
});

describe('a post that is not from this store', () => {
	it.each<[string, () => string, Record<string, string>]>([
		['without a hash', () => formOf(orderText()), { 'X-ORDER-DESK-HASH': '' }],
		['with the hash of another key', () => formOf(orderText()), { 'X-ORDER-DESK-HASH': 'a'.repeat(64) }],
		['for another store', () => formOf(orderText()), { 'X-ORDER-DESK-STORE-ID': '12' }],
		['that was changed on the way', () => formOf(orderText().replace('26211', '26212')), {}],
		['with the field twice', () => `${formOf(orderText())}&${formOf(orderText())}`, {}],
		['without the field', () => 'other=1', {}],
		['with nothing', () => '', {}],
		['in parts that are no form', () => orderText(), { 'content-type': 'multipart/mixed; boundary=x' }],
		['as a broken multipart form', () => '--x--', { 'content-type': 'multipart/form-data; boundary=x' }],
	])('%s gets 401 and starts nothing', async (_, body, headers) => {
		await listen({});
		expect(await server().post(body(), headersFor(orderText(), headers))).toMatchObject({ status: 401, items: [] });
	});

	it('gets 401 when the credential has nothing to check it with, however it is signed', async () => {
		const { baseUrl } = store().credential;
		use(await webhookServer({ baseUrl } as HostCredential, { event: 'orderImported' }));
		for (const key of ['', 'undefined', 'null']) {
			const signed = { 'X-ORDER-DESK-HASH': hashOf(orderText(), key), 'X-ORDER-DESK-STORE-ID': 'undefined' };
			const answered = await server().post(orderText(), headersFor(orderText(), signed));
			expect(answered).toMatchObject({ status: 401, items: [] });
		}
	});

	it('is accepted without a hash when the user allows that, but not with a wrong one, nor for another store', async () => {
		await listen({ options: { allowUnsigned: true } });
		const unsigned = { 'X-ORDER-DESK-HASH': '' };
		expect(await posted({}, unsigned)).toMatchObject({ status: 200, items: [{ id: '26211' }] });
		expect(await posted({}, { 'X-ORDER-DESK-HASH': 'a'.repeat(64) })).toMatchObject({ status: 401, items: [] });
		expect(await posted({}, { ...unsigned, 'X-ORDER-DESK-STORE-ID': '12' })).toMatchObject({ status: 401, items: [] });
	});
});

describe('a genuine post that is no order', () => {
	it.each([
		['[]', 'The order is not an object'],
		['not JSON', 'The text is not JSON'],
		['{"no":"order"}', 'The order has no ID'],
	])('(%s) gets 200, so that it is not repeated, and starts nothing', async (text, reason) => {
		await listen({});
		const answered = await server().post(formOf(text), headersFor(text));
		expect(answered).toMatchObject({ status: 200, items: [], text: `Dropped: this is not an order. ${reason}.` });
	});

	it('starts the workflow with what is wrong, when the user wants that', async () => {
		await listen({ options: { emitUnusable: true } });
		const answered = await server().post(formOf('{"no":"order"}'), headersFor('{"no":"order"}'));
		expect(answered).toMatchObject({
			status: 200,
			items: [
				{
					error: 'Order Desk posted something that is not an order. The order has no ID.',
					body: '{"no":"order"}',
					event: 'orderImported',
				},
			],
		});
	});
});

describe('a filter', () => {
	const to = (country: string) => ({ shipping: { country } });

	const outcome = async (filters: IDataObject, order: object, event = 'orderImported') => {
		await listen({ event, filters } as INodeParameters);
		const answered = await posted(order);
		await server().close();
		expect(answered.status).toBe(200);
		return answered.items.length === 1 ? 'accepted' : answered.text;
	};

	it.each<[string, IDataObject, object, string]>([
		['a source, in any case', { sourceNames: 'etsy, shopify' }, { source_name: 'Shopify' }, 'accepted'],
		['another source', { sourceNames: 'Etsy' }, { source_name: 'eBay' }, "Filtered out: its source is 'eBay'"],
		['a country by code', { countries: ['AT', 'DE'] }, to('Germany'), 'accepted'],
		['a country by name', { countries: 'france, Germany' }, to('de'), 'accepted'],
		['another country', { countries: ['DE'] }, to('FR'), "Filtered out: its country is 'FR'"],
		['a country nobody knows', { countries: ['DE'] }, to('Deutschl.'), "Filtered out: its country is 'Deutschl.'"],
		['an order without a country', { countries: ['DE'] }, { shipping: [] }, "Filtered out: its country is ''"],
		['a folder by ID', { folders: ['21654'] }, {}, 'accepted'],
		['a folder by name', { folders: ['Closed', 'new'] }, {}, 'accepted'],
		['several folders in one text', { folders: 'Closed, New' }, {}, 'accepted'],
		['another folder', { folders: ['Closed'] }, {}, "Filtered out: the folder is 'New'"],
		['the target of a move, which is no filter of this event', { toFolders: ['Closed'] }, {}, 'accepted'],
	])('on %s decides by it', async (_, filters, order, expected) => {
		expect(await outcome(filters, order)).toBe(expected);
	});

	it('on a country that there is not accepts nothing, so that Order Desk tries again', async () => {
		await listen({ filters: { countries: 'Germny' } });
		expect(await posted()).toMatchObject({ status: 503, items: [] });
	});

	it.each<[string, IDataObject, object, string]>([
		['to', { toFolders: ['New'] }, {}, 'accepted'],
		['to another', { toFolders: ['Closed'] }, {}, "Filtered out: the folder is 'New'"],
		['from', { fromFolders: ['Prepared'] }, { previous_folder_id: '21655' }, 'accepted'],
		[
			'from and to',
			{ fromFolders: ['Closed'], toFolders: ['New'] },
			{ previous_folder_id: '21655' },
			"Filtered out: the folder it came from is 'Prepared'",
		],
		[
			'from, of an order that does not tell',
			{ fromFolders: ['Prepared'] },
			{},
			'Filtered out: the folder it came from is not known',
		],
	])('on the folder a move goes %s decides by it', async (_, filters, order, expected) => {
		expect(await outcome(filters, order, 'folderChanged')).toBe(expected);
	});

	it('by name gets 503 while the names of the folders cannot be had, one by ID does not', async () => {
		store().sandbox.faults.set({ serverError: {} });
		const credential = { ...store().credential, storeId: '9999' };
		const text = orderText();
		const headers = headersFor(text, { 'X-ORDER-DESK-STORE-ID': '9999' });
		const results = [];
		for (const folders of [['New'], ['21654']]) {
			use(await webhookServer(credential, { event: 'orderImported', filters: { folders } }));
			const { status, items } = await server().post(formOf(text), headers);
			results.push([status, items.map(({ folder_name }) => folder_name)]);
			await server().close();
		}
		store().sandbox.faults.clear();
		expect(results).toEqual([
			[503, []],
			[200, ['']],
		]);
	});
});

describe('a post that cannot be from any store', () => {
	it.each<[string, Record<string, string>]>([
		['without a hash', { 'X-ORDER-DESK-HASH': '' }],
		['with something else for a hash', { 'X-ORDER-DESK-HASH': 'a'.repeat(63) }],
		['without a store', { 'X-ORDER-DESK-STORE-ID': ' ' }],
	])('gets 401 before a credential is decrypted for it: %s', async (_, headers) => {
		use(await webhookServer(undefined, { event: 'orderImported' }));
		const answered = await server().post(orderText(), headersFor(orderText(), headers));
		expect(answered).toMatchObject({ status: 401, items: [] });
	});
});

describe('n8n cannot accept a post now', () => {
	it('for a credential that cannot be read: it gets 503, and says so', async () => {
		use(await webhookServer(undefined, { event: 'orderImported' }));
		const answered = await server().post(orderText(), headersFor(orderText()));
		expect(answered).toEqual({ status: 503, text: 'The credential of this workflow cannot be read', items: [] });
	});

	it.each<[string, INodeParameters]>([['a parameter that fails', { output: '={{ $("Nobody").item.json.x }}' }]])(
		'for %s: it gets 503, so that Order Desk repeats it, and no failed execution is recorded',
		async (_, parameters) => {
			await listen(parameters);
			expect(await posted()).toMatchObject({ status: 503, text: 'Not possible right now', items: [] });
		},
	);
});
