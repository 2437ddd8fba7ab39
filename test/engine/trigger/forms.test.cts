import { describe, expect, it } from '@jest/globals';
import { listeningTrigger } from '../../support/engine/listeningTrigger.cts';
import { formOf, orderText, signedHeaders } from '../../support/engine/postedOrders.cts';

const { listen, server, store } = listeningTrigger();
const headersFor = (text: string, more?: Record<string, string>) => signedHeaders(store().credential, text, more);

const json = 'application/json';
/** How an order may come: the name of the form, its type and body, and the texts that the hash may be over. */
const forms: Array<[string, string, string, ...string[]]> = [
	['a form', 'application/x-www-form-urlencoded', formOf(orderText()), orderText()],
	['a form of a wrong type', 'text/plain', formOf(orderText()), orderText()],
	['JSON, the bare order', json, orderText(), orderText()],
	['JSON {order}', json, `{"order":${orderText()}}`, `{"order":${orderText()}}`, orderText()],
	['JSON {order} of a wrong type', 'text/plain', `{"order":${orderText()}}`, `{"order":${orderText()}}`, orderText()],
	[
		'JSON {order}, the order as a text',
		json,
		JSON.stringify({ order: orderText() }),
		JSON.stringify({ order: orderText() }),
		orderText(),
	],
	['JSON, the order as a text', json, JSON.stringify(orderText()), JSON.stringify(orderText()), orderText()],
];

describe('a post that this store has signed', () => {
	it.each(forms)('as %s is accepted, whichever of its texts the hash is over', async (_, type, body, ...signed) => {
		for (const text of signed) {
			await listen({});
			const answered = await server().post(body, headersFor(text, { 'content-type': type }));
			expect(answered).toMatchObject({ status: 200, items: [{ id: '26211', checkout_data: {} }] });
			await server().close();
		}
	});

	it('as a multipart form is accepted, though n8n keeps no bytes of it', async () => {
		await listen({});
		const form = new FormData();
		form.set('order', orderText());
		const response = new Response(form);
		const body = Buffer.from(await response.arrayBuffer());
		const answered = await server().post(
			body,
			headersFor(orderText(), { 'content-type': response.headers.get('content-type') ?? '' }),
		);
		expect(answered).toMatchObject({ status: 200, items: [{ id: '26211' }] });
	});
});

describe("a post of Order Desk's settings page for Integromat, of which no document tells the form or the hash", () => {
	const unsigned = { 'X-ORDER-DESK-HASH': '' };

	it.each(forms)('is accepted without a hash as %s, but only when the user allows that', async (_, type, body) => {
		const headers = headersFor('', { ...unsigned, 'content-type': type });
		await listen({});
		expect(await server().post(body, headers)).toMatchObject({ status: 401, items: [] });
		await server().close();
		await listen({ event: 'folderChanged', toFolders: ['21654'], options: { allowUnsigned: true } });
		expect(await server().post(body, headers)).toMatchObject({
			status: 200,
			items: [{ id: '26211', event: 'folderChanged', folder_name: 'New' }],
		});
	});
});
