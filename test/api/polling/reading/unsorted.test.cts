import { describe, expect, it } from '@jest/globals';
import type { SandboxReply, SandboxRequest } from '../../../../sandbox/index.cts';
import { crowded, idsOf } from '../../../support/polling/polledStore.cts';

type Rows = Array<{ id: string }>;
type Handle = (request: SandboxRequest) => Promise<SandboxReply>;

/** A store that sorts in a way of its own when it is asked to sort by id. */
const unsorted = (rows: (all: Rows) => Rows) => async (request: SandboxRequest, next: Handle) => {
	const { pathname, searchParams } = new URL(request.url, 'http://store');
	if (searchParams.get('order_by') !== 'id') return await next(request);
	const [limit, offset] = [Number(searchParams.get('limit')), Number(searchParams.get('offset'))];
	const all: Rows = [];
	for (;;) {
		searchParams.set('offset', String(all.length));
		const { body } = await next({ ...request, url: `${pathname}?${searchParams.toString()}` });
		const { orders } = JSON.parse(body) as { orders: Rows };
		all.push(...orders);
		if (orders.length < limit) break;
	}
	const reply = await next({ ...request, url: `${pathname}?limit=1&offset=0` });
	return {
		...reply,
		body: JSON.stringify({ status: 'success', limit, orders: rows(all).slice(offset, offset + limit) }),
	};
};

describe('a store that does not sort by id', () => {
	const backwards = unsorted((all) => [...all].reverse());

	it('is read until nothing new turns up', async () => {
		const { store, ids } = await crowded({}, 1_200);
		store.intercept(backwards);
		expect(idsOf(await store.check()).sort()).toEqual(ids.sort());
		expect(await store.check()).toEqual([]);
	});

	it('is read on from the start when the time is over, and nothing is told twice', async () => {
		let most = Infinity;
		let requests = 0;
		const { store, ids } = await crowded({ mostRequests: () => most - requests }, 1_200);
		store.intercept(async (request, next) => {
			requests += 1;
			return await backwards(request, next);
		});
		most = 3;
		const first = idsOf(await store.check());
		expect(requests).toBe(3);
		expect(first.length).toBeGreaterThan(0);
		expect(first.length).toBeLessThan(ids.length);
		most = Infinity;
		expect([...first, ...idsOf(await store.check())].sort()).toEqual(ids.sort());
	});
});
