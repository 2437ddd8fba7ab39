import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../api/errors';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { deletePart } from '../../../api/orderPart/orderPart';
import { deleteOrder } from '../../../api/order/order';
import { moveOrders } from '../../../api/order/move/move';
import { createOnce } from '../../../api/order/upsert';
import { answer, broken, clockSays, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import type { Scripted } from '../../support/scriptedStore.cts';
import { glue, order, sends, page, gone } from '../../support/order/answeredOrder.cts';

describe('a deletion whose repeat is refused', () => {
	it('has failed when the order is still there, and is uncertain when that cannot be seen', async () => {
		const there = scriptedStore([broken(), answer(400, 'Locked'), ...times(2, sends(order))]);
		expect(await failureOf(deleteOrder(there.client, '7'))).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('Locked'),
		});
		const unseen = scriptedStore([broken(), answer(400, 'Locked'), ...times(18, answer(502))]);
		expect(await failureOf(deleteOrder(unseen.client, '7'))).toMatchObject({ kind: 'uncertain' });
	});

	it('has failed when the item is still there', async () => {
		const { client } = scriptedStore([broken(), answer(400, 'Locked'), ...times(2, success({ order_items: [glue] }))]);
		const failure = await failureOf(deletePart(client, orderItemKind, { orderId: '7', id: '1' }));
		expect(failure).toMatchObject({ kind: 'refused', message: expect.stringContaining('Locked') });
	});
});

describe('a move whose answer was lost', () => {
	it('is uncertain where the history has lines without a date, which do not tell whose they are', async () => {
		const history = { note: 'Order moved to Closed', date_added: 'lately' };
		const there = { ...order, folder_id: '1', date_updated: '2026-01-15 12:00:00', order_history: [history] };
		const answers: Record<string, Scripted> = {
			'/move-orders': broken(),
			'/orders': page([]),
			'/test': clockSays('2026-01-15 12:00:00'),
			'/orders/7': sends(there),
		};
		const { client } = scriptedStore(({ path }) => answers[path] ?? gone);
		const outcome = await settle(moveOrders(client, ['7'], { id: '21656', name: 'Closed' }));
		expect(outcome.ok && outcome.value).toMatchObject([{ kind: 'uncertain' }]);
	});
});

describe('an order that is created once', () => {
	it('has failed, and may be tried again, when its answers were lost for good', async () => {
		const { client } = scriptedStore(times(9, broken()));
		const failure = await failureOf(createOnce(client, { source_id: '1' }));
		expect(failure).toMatchObject({ kind: 'unknown', advice: expect.stringContaining('source ID 1') });
		const answered = scriptedStore(times(9, answer(502)));
		expect(await failureOf(createOnce(answered.client, { source_id: '1' }))).toMatchObject({
			kind: 'unknown',
			status: 502,
		});
	});
});
