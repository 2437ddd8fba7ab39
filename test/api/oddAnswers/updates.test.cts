import { describe, expect, it } from '@jest/globals';
import { isOrderDeskError } from '../../../api/errors';
import { planOrder } from '../../../api/order/update/plan';
import { sendPlan } from '../../../api/order/update/send';
import { previewUpdates, updateOrder, updateOrders } from '../../../api/order/update/update';
import type { JsonObject } from '../../../api/types';
import { answer, broken, failureOf, scriptedStore, success, times } from '../../support/scriptedStore.cts';
import { glue, paper, order, sends, gone, setEmail } from '../../support/order/answeredOrder.cts';

describe('items that are deleted with an update', () => {
	const deleting = ['1', '2'].map((item) => ({ fields: {}, deleteItems: [item] }));

	it('fail alone where one is refused, and the order is worked out where it cannot be read', async () => {
		const { client } = scriptedStore([sends(order), success(), answer(400, 'Locked'), gone]);
		const [first, second] = await updateOrders(client, '7', deleting);
		expect(first).toMatchObject({ order: { order_items: [paper], order_total: 5, weight_total: 2 } });
		expect(second).toMatchObject({ kind: 'refused', message: expect.stringContaining('Locked') });
	});

	it('are looked for in the order when an answer was lost and the repeat is refused', async () => {
		const { client } = scriptedStore([sends(order), broken(), answer(400, 'Locked'), ...times(3, sends(order))]);
		expect(await updateOrders(client, '7', deleting.slice(0, 1))).toMatchObject([{ kind: 'refused' }]);
	});
});

describe('an update of an order whose items cannot be read', () => {
	const odd = { ...order, order_items: 'odd' };

	it('sends nothing, whether or not it changes items, since they would be sent back', async () => {
		const { client, sent } = scriptedStore([sends(odd)]);
		const patches = [{ fields: {}, addItems: [{ name: 'Pen' }] }, setEmail];
		const failed = { kind: 'unknown', message: expect.stringContaining("'order_items'") };
		expect(await updateOrders(client, '7', patches)).toMatchObject([failed, failed]);
		expect(sent()).toEqual(['GET /orders/7']);
	});

	it('is not as it was left where they cannot be read back', async () => {
		const after = { ...odd, email: 'x@b.c' };
		const { client } = scriptedStore([sends(order), success(), ...times(2, sends(after))]);
		expect(await updateOrders(client, '7', [setEmail], { verify: true })).toMatchObject([
			{ differing: ['order_items'] },
		]);
	});

	it('is done in part where the answer does not tell which items are still to be deleted', async () => {
		const { client } = scriptedStore([sends(order), sends(odd)]);
		const [both] = await updateOrders(client, '7', [{ ...setEmail, deleteItems: ['1'] }]);
		expect(both).toMatchObject({ kind: 'partial', message: expect.stringContaining("'order_items'") });
	});

	it('is worked out from what was sent where it cannot be read after a deletion', async () => {
		const { client } = scriptedStore([sends(order), answer(400, 'Locked'), sends(odd)]);
		expect(await updateOrders(client, '7', [{ fields: {}, deleteItems: ['1'] }])).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Locked') },
		]);
	});
});

describe('an update of an order', () => {
	it('that adds an item is uncertain when its answer was lost and a new one is there that may be ours', async () => {
		const other = { ...order, order_items: [glue, paper, { id: '3', name: 'Other' }] };
		const { client, sent } = scriptedStore([sends(order), broken(), sends(other)]);
		const failure = await failureOf(updateOrder(client, '7', { fields: {}, addItems: [{ name: 'Tape' }] }));
		expect(failure).toMatchObject({ kind: 'uncertain' });
		expect(sent()).toEqual(['GET /orders/7', 'PUT /orders/7', 'GET /orders/7']);
	});

	it('is refused like the order that is gone when its answer was lost', async () => {
		const { client } = scriptedStore([sends(order), broken(), gone, gone]);
		expect(await failureOf(updateOrder(client, '7', setEmail))).toMatchObject({ kind: 'refused', status: 404 });
	});

	it('sends nothing when an item to change is gone by now', async () => {
		const { client, sent } = scriptedStore([]);
		const plan = planOrder(order, [{ fields: {}, updateItems: [{ item: '1', fields: { quantity: 5 } }] }]);
		const sending = sendPlan(client, '7', plan, { ...order, order_items: [paper] });
		expect(await failureOf(sending)).toMatchObject({ kind: 'input', message: expect.stringContaining("'1'") });
		expect(sent()).toEqual([]);
	});

	it('that names an item which is not there fails alone, whether the others are refused or not', async () => {
		const wrong = { fields: {}, deleteItems: ['nothing'] };
		const alone = scriptedStore([sends(order), answer(400, 'Bad email')]);
		expect(await updateOrders(alone.client, '7', [setEmail, wrong])).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Bad email') },
			{ kind: 'input' },
		]);
		expect(alone.sent()).toHaveLength(2);
		const together = scriptedStore([
			sends(order),
			answer(400, 'Bad email'),
			...[sends(order), answer(400, 'Bad email')],
			...[sends(order), sends({ ...order, customer_id: '5' })],
		]);
		const results = await updateOrders(together.client, '7', [setEmail, wrong, { fields: { customer_id: '5' } }]);
		expect(results).toMatchObject([{ kind: 'refused' }, { kind: 'input' }, { changed: ['customer_id'] }]);
	});

	it('shows in its preview what there was before, and nothing for what was not there', async () => {
		const { client } = scriptedStore([sends(order)]);
		const patch = { fields: { email: 'x@b.c', customer_id: '5' } };
		expect(await previewUpdates(client, '7', [patch])).toMatchObject([
			{ changes: { email: { before: 'a@b.c', after: 'x@b.c' }, customer_id: { before: null, after: '5' } } },
		]);
	});

	it('is verified row by row, of whatever the rows of a list are made', async () => {
		const verified = async (stored: JsonObject[string]) => {
			const { client } = scriptedStore([
				sends({ ...order, discount_list: [] }),
				success(),
				...times(20, sends({ ...order, discount_list: stored })),
			]);
			const patch = { fields: { discount_list: ['coupon', 5] } };
			const [result] = await updateOrders(client, '7', [patch], { verify: true });
			return result && !isOrderDeskError(result) ? result.differing : result;
		};
		expect(await verified(['coupon', '5'])).toEqual([]);
		expect(await verified({ 0: 'coupon', 3: '5' })).toEqual([]);
		expect(await verified([{ name: 'coupon' }, '5'])).toEqual(['discount_list']);
		expect(await verified('odd')).toEqual(['discount_list']);
	});
});
