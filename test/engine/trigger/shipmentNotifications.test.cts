import { describe, expect, it } from '@jest/globals';
import { listeningTrigger } from '../../support/engine/listeningTrigger.cts';
import { orderText } from '../../support/engine/postedOrders.cts';

const { listen, server } = listeningTrigger();

describe('a shipment notification', () => {
	const secret = 'correct-horse-battery';
	const notification = JSON.stringify({
		shipment: { id: '7', order_id: '26211', tracking_number: 'T1', weight: '0.5' },
		order: JSON.parse(orderText()) as object,
	});
	const json = { 'content-type': 'application/json' };

	it('with the secret in its URL starts the workflow with the order and the shipment', async () => {
		await listen({ event: 'shipmentNotification', secret });
		const answered = await server().post(notification, json, `?secret=${secret}`);
		expect(answered).toMatchObject({
			status: 200,
			items: [
				{
					id: '26211',
					folder_name: 'New',
					event: 'shipmentNotification',
					shipment: { id: '7', tracking_number: 'T1', weight: 0.5 },
				},
			],
		});
	});

	it('leaves with the whole shipment when only some fields of the order are wanted', async () => {
		await listen({ event: 'shipmentNotification', secret, output: 'selected', outputFields: ['email'] });
		const [item = {}] = (await server().post(notification, json, `?secret=${secret}`)).items;
		expect(item).toMatchObject({ email: 'a+b@example.com', shipment: { order_id: '26211', tracking_number: 'T1' } });
		expect('folder_id' in item).toBe(false);
	});

	it.each([
		['none', ''],
		['a wrong one', '?secret=wrong'],
		['two', `?secret=${secret}&secret=${secret}`],
		['one that only begins right', `?secret=${secret}1`],
	])('with %s gets 401 and starts nothing', async (_, query) => {
		await listen({ event: 'shipmentNotification', secret });
		expect(await server().post(notification, json, query)).toMatchObject({ status: 401, items: [] });
	});

	it.each(['', 'short', '8letters', 'fifteen-letters', ' fifteen-letters '])(
		'gets 503 while the secret of the trigger has fewer than 16 characters: "%s"',
		async (tooShort) => {
			await listen({ event: 'shipmentNotification', secret: tooShort });
			const query = `?secret=${encodeURIComponent(tooShort.trim())}`;
			expect(await server().post(notification, json, query)).toMatchObject({ status: 503, items: [] });
		},
	);

	it('is accepted with a secret of 16 characters', async () => {
		await listen({ event: 'shipmentNotification', secret: 'sixteen--letters' });
		expect((await server().post(notification, json, '?secret=sixteen--letters')).items).toHaveLength(1);
	});

	it.each([
		['an order alone', orderText(), 'The notification has no shipment'],
		['nothing', '', 'The text is not JSON'],
	])('that is %s gets 200 and starts nothing', async (_, body, reason) => {
		await listen({ event: 'shipmentNotification', secret });
		const answered = await server().post(body, json, `?secret=${secret}`);
		expect(answered).toMatchObject({ status: 200, items: [], text: `Dropped: this is not an order. ${reason}.` });
	});
});
