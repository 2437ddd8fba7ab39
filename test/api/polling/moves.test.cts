import { describe, expect, it } from '@jest/globals';
import { idsOf, polledStore } from '../../support/polling/polledStore.cts';

const folders = { new: '21654', prepared: '21655', closed: '21656' };

describe('an order that is moved to a watched folder', () => {
	it('is told each time it arrives, be it from outside, from another watched folder or by being created there', async () => {
		const store = polledStore('orderMoved', { watched: { folders: [folders.prepared, folders.closed] } });
		const { orders, folders: moving } = store.sandbox.store;
		const [there, other] = [store.put({ folder_id: folders.prepared }), store.put()];
		await store.check();
		const move = async (id: string, folder: string) => {
			await store.wait(60);
			moving.move(orders.get(id), folder, 'Staff');
			return idsOf(await store.check());
		};
		orders.edit(there, { email: 'other@example.com' });
		expect(await store.check()).toEqual([]);
		expect(await move(other, folders.prepared)).toEqual([other]);
		expect(await move(other, folders.closed)).toEqual([other]);
		expect(await move(there, folders.new)).toEqual([]);
		expect(await move(there, folders.prepared)).toEqual([there]);
		const created = store.put({ folder_id: folders.closed });
		expect(idsOf(await store.check())).toEqual([created]);
	});
});

describe('a folder with more orders than there is time to read', () => {
	it('counts the oldest of them as there, until they were seen elsewhere', async () => {
		let most = 2;
		const store = polledStore('orderMoved', { watched: { folders: [folders.closed] }, mostRequests: () => most });
		const { orders, folders: moving } = store.sandbox.store;
		const [old] = Array.from({ length: 600 }, () => store.put({ folder_id: folders.closed }));
		await store.check();
		most = Infinity;
		await store.wait(3_600);
		await store.check();
		const change = async (work: (order: ReturnType<typeof orders.get>) => void) => {
			work(orders.get(old as string));
			const told = idsOf(await store.check());
			await store.wait(60);
			return told;
		};
		expect(await change(({ id }) => void orders.edit(id, { email: 'other@example.com' }))).toEqual([]);
		expect(await change((order) => moving.move(order, folders.new, 'Staff'))).toEqual([]);
		expect(await change((order) => moving.move(order, folders.closed, 'Staff'))).toEqual([old]);
	});
});
