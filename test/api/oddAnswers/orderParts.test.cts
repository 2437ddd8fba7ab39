import { describe, expect, it } from '@jest/globals';
import { addOrderItems } from '../../../api/orderItem/add';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { updatePart } from '../../../api/orderPart/orderPart';
import { updateOrderItems } from '../../../api/orderItem/update';
import { EqualWrites } from '../../../api/writing/recentWrites';
import { shipmentKind } from '../../../api/shipment/shipment';
import type { JsonObject } from '../../../api/types';
import { answer, broken, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import { glue, paper, order, sends, gone } from '../../support/order/answeredOrder.cts';

describe('an item that was added', () => {
	const tape = { name: 'Tape', code: 'tape', price: 3 };

	it('is the one that is like it, where the store has rewritten it', async () => {
		const rewritten = { id: '9', name: 'TAPE', code: '', price: 3 };
		const { client } = scriptedStore([
			success({ order_items: [glue] }),
			success(),
			success({ order_items: [glue, rewritten] }),
		]);
		expect(await addOrderItems(client, '7', [tape])).toEqual([rewritten]);
	});

	it('is given back as it was sent where two are like it, or none is', async () => {
		const like = ['8', '9'].map((id) => ({ id, name: 'TAPE' }));
		for (const listed of [like, []]) {
			const { client } = scriptedStore([success({ order_items: [] }), success(), success({ order_items: listed })]);
			expect(await addOrderItems(client, '7', [tape])).toEqual([tape]);
		}
	});
});

describe('an item whose update was lost', () => {
	const address = { orderId: '7', id: '1' };
	const item = success({ order_item: glue });

	it('is gone when the looks say so, and uncertain when they see nothing', async () => {
		const missing = scriptedStore([item, broken(), gone, gone]);
		expect(await failureOf(updatePart(missing.client, orderItemKind, address, { quantity: 5 }))).toMatchObject({
			status: 404,
		});
		const unseen = scriptedStore([item, broken(), ...times(18, answer(502))]);
		expect(await failureOf(updatePart(unseen.client, orderItemKind, address, { quantity: 5 }))).toMatchObject({
			kind: 'uncertain',
		});
	});
});

describe('a store that does not take back what it computes', () => {
	it('gets an item without it', async () => {
		const computed = { ...glue, date_added: '2026-01-01 00:00:00' };
		const { client, requests } = scriptedStore([
			success({ order_item: computed }),
			answer(400, 'Field date_added is read-only'),
			success(),
		]);
		await updatePart(client, orderItemKind, { orderId: '7', id: '1' }, { quantity: 5 });
		const [, whole, bare] = requests.map(({ body }) => body as JsonObject);
		expect(whole).toMatchObject({ id: '1', quantity: 5 });
		expect(bare).toMatchObject({ quantity: 5 });
		expect(bare).not.toHaveProperty('id');
	});
});

describe('several items of one order', () => {
	it('are told as they were sent where the answer lacks them', async () => {
		const { client } = scriptedStore([sends(order), sends({ ...order, order_items: [] })]);
		const results = await updateOrderItems(client, '7', [
			{ id: '1', patch: { quantity: 5 } },
			{ id: '2', patch: { quantity: 6 } },
		]);
		expect(results).toEqual([
			{ record: { ...glue, quantity: 5 }, changed: ['quantity'], before: glue },
			{ record: { ...paper, quantity: 6 }, changed: ['quantity'], before: paper },
		]);
	});
});

describe('a shipment that gets another tracking number', () => {
	it('is one of others from then on, among which ours cannot be told any more', async () => {
		const shipment = { id: '5', tracking_number: 'A' };
		const { client } = scriptedStore([success({ shipment }), success()]);
		new EqualWrites(client, 'shipment 7 b').add(1);
		await updatePart(client, shipmentKind, { orderId: '7', id: '5' }, { tracking_number: 'B' });
		const equal = [1, 2].map((id) => ({ id, date_added: '2026-01-15 12:00:00' }));
		const arrived = new EqualWrites(client, 'shipment 7 b').arrived(
			equal,
			1,
			async (moment) => await Promise.resolve(moment),
		);
		expect(await failureOf(arrived)).toMatchObject({ message: 'It cannot be told from an equal one' });
	});
});
