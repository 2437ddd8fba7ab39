import { describe, expect, it } from '@jest/globals';
import { readPost } from '../../../api/webhook/readPost';

const read = (text: string | Buffer) => readPost(Buffer.from(text));

describe('verified bytes', () => {
	it.each([
		['the order alone', '{"id":"1"}'],
		['{order}', '{"order":{"id":"1"}}'],
		['{order} as a text', '{"order":"{\\"id\\":\\"1\\"}"}'],
		['a text that is the order', '"{\\"id\\":\\"1\\"}"'],
		['a text that is {order}', '"{\\"order\\":{\\"id\\":\\"1\\"}}"'],
	])('are read when they are %s', (_, text) => {
		expect(read(text)).toEqual({ ok: true, posted: { order: { id: '1' } } });
	});

	it('keep every field of the order as it was sent, also one that no table names', () => {
		const order = { id: 7, __proto__x: 1, odd: [{ a: null }], folder_id: '3', checkout_data: [] };
		expect(read(JSON.stringify(order))).toEqual({ ok: true, posted: { order } });
	});

	it.each([
		['{"id":820982911946154508}', { id: '820982911946154508' }],
		['{"order":{"id":"1","source_id":820982911946154509}}', { id: '1', source_id: '820982911946154509' }],
		[
			'{"order":"{\\"id\\":1,\\"order_metadata\\":{\\"shopify\\":576486316948490001}}"}',
			{ id: 1, order_metadata: { shopify: '576486316948490001' } },
		],
		['"{\\"id\\":1,\\"list\\":[9400111899223197428490]}"', { id: 1, list: ['9400111899223197428490'] }],
	])('keep all digits of a number that is too long for JavaScript: %s', (text, order) => {
		expect(read(text)).toEqual({ ok: true, posted: { order } });
	});

	it('are a shipment notification when there is a shipment beside the order', () => {
		const posted = { shipment: { id: '2' }, order: { id: '1' } };
		expect(read(JSON.stringify(posted))).toEqual({ ok: true, posted });
	});

	it.each([
		['', 'The text is not JSON'],
		['{"id":', 'The text is not JSON'],
		['"text"', 'The text is not JSON'],
		[Buffer.from('7b226964223a22ff227d', 'hex'), 'The text is not UTF-8'],
		['[]', 'The order is not an object'],
		['7', 'The order is not an object'],
		['null', 'The order is not an object'],
		['{"order":null}', 'The order is not an object'],
		['{"order":"text"}', 'The order is not an object'],
		['{}', 'The order has no ID'],
		['{"id":""}', 'The ID of the order is not a whole number'],
		['{"id":"x"}', 'The ID of the order is not a whole number'],
		['{"id":-1}', 'The ID of the order is not a whole number'],
		['{"id":1.5}', 'The ID of the order is not a whole number'],
		['{"id":null}', 'The ID of the order is not a whole number'],
		['{"id":9.400111899223197e+21}', 'The ID of the order is not a whole number'],
		['{"order":{"id":1},"shipment":[]}', 'The shipment is not an object'],
		['{"order":{},"shipment":7}', 'The order has no ID. The shipment is not an object'],
	])('that are no order say why: %s', (text, reason) => {
		expect(read(text)).toEqual({ ok: false, reason });
	});
});
