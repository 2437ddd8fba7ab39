import { describe, expect, it } from '@jest/globals';
import { settle } from '../../../../api/errors';
import { updateOrder, updateOrders } from '../../../../api/order/update/update';
import type { JsonObject } from '../../../../api/types';
import { answer, broken, scriptedStore, success } from '../../../support/scriptedStore.cts';
import type { Scripted } from '../../../support/scriptedStore.cts';

const items = ['1', '2', '3'].map((id) => ({ id, name: 'Paper', code: `code ${id}`, price: 2, quantity: 1 }));
const order: JsonObject = { id: '7', email: 'a@b.c', order_items: items, product_total: 6 };
const without = (...ids: string[]): JsonObject => ({
	...order,
	order_items: items.filter(({ id }) => !ids.includes(id)),
});

/** A store that keeps what a PUT leaves out, and refuses to delete the locked items. `read` is how it sends the order afterwards. */
const storeWhere = ({ locked, read }: { locked: string[]; read: Scripted }) => {
	let gets = 0;
	return scriptedStore(({ method, path }) => {
		if (method === 'GET') return gets++ === 0 ? success({ order }) : read;
		if (method === 'PUT') return success({ order: { ...order, email: 'x@b.c' } });
		return locked.some((id) => path.endsWith(`/${id}`)) ? answer(423, 'Locked') : success();
	});
};
const deleting = (...deleteItems: string[]) => ({ fields: {}, deleteItems });

describe('an update that deletes two items, of which one cannot be deleted,', () => {
	const read = success({ order: without('2') });
	const partial = {
		kind: 'partial',
		status: 423,
		message: expect.stringMatching(/^Everything else was changed, but item 1 was not deleted: .*Locked$/),
		advice: 'Look at the order in Order Desk and delete only the item: running this again would do the rest twice.',
	};

	it('is done in part, whichever of the two it is, and says what to do', async () => {
		for (const ids of [
			['1', '2'],
			['2', '1'],
		]) {
			const { client } = storeWhere({ locked: ['1'], read });
			expect(await updateOrders(client, '7', [deleting(...ids)])).toMatchObject([partial]);
		}
	});

	it('has failed where neither can be deleted, and is no concern of an update that deletes another', async () => {
		const { client } = storeWhere({ locked: ['1', '2'], read: success({ order: without('3') }) });
		expect(await updateOrders(client, '7', [deleting('1', '2'), deleting('3')])).toMatchObject([
			{ kind: 'refused', message: expect.stringContaining('Locked'), status: 423 },
			{ changed: ['order_items'], order: without('3') },
		]);
	});
});

describe('the order after one of two items could not be deleted', () => {
	const patches = [deleting('1'), deleting('2')];

	it('is as Order Desk sends it', async () => {
		const { client } = storeWhere({ locked: ['1'], read: success({ order: { ...without('2'), product_total: 4.5 } }) });
		const [, done] = await updateOrders(client, '7', patches);
		expect(done).toMatchObject({ order: { ...without('2'), product_total: 4.5 } });
	});

	it.each<[string, Scripted]>([
		['cannot be read', answer(404)],
		['comes with items that cannot be read', success({ order: { ...order, order_items: 'odd' } })],
	])('is worked out where it %s', async (_, read) => {
		const { client } = storeWhere({ locked: ['1'], read });
		const [refused, done] = await updateOrders(client, '7', patches);
		expect(refused).toMatchObject({ kind: 'refused' });
		expect(done).toMatchObject({ order: { ...without('2'), product_total: 4 } });
	});
});

describe('a deletion of an item whose answer was lost', () => {
	it.each<[string, JsonObject, boolean]>([
		['is done where the order lacks the item by then', without('1'), true],
		['has failed where the order still has it', order, false],
	])('and whose repeat is refused %s', async (_, afterwards, ok) => {
		const { client } = scriptedStore([
			success({ order }),
			broken(),
			answer(400, 'Locked'),
			...Array.from({ length: 3 }, () => success({ order: afterwards })),
		]);
		expect(await settle(updateOrder(client, '7', deleting('1')))).toMatchObject({ ok });
	});
});

it('items that an answer does not tell are each reported as not deleted', async () => {
	const odd = { ...order, order_items: 'odd' };
	const { client } = scriptedStore([success({ order }), success({ order: odd })]);
	const patches = ['1', '2'].map((id) => ({ fields: { customer_id: id }, deleteItems: [id] }));
	const results = await updateOrders(client, '7', patches);
	expect(results).toMatchObject([
		{ kind: 'partial', message: expect.stringContaining('item 1 was not deleted') },
		{ kind: 'partial', message: expect.stringContaining('item 2 was not deleted') },
	]);
});
