import { describe, expect, it } from '@jest/globals';
import { shipmentFields } from '../../../api/records/fields';
import { normalise, normaliseOrder } from '../../../api/records/normalise';
import { readPost } from '../../../api/webhook/readPost';
import { verifiedText } from '../../../api/webhook/signature';
import type { Post } from '../../../sandbox/index.cts';
import { disagreements, wornOrder } from '../../support/disagreements.cts';
import { virtualStore } from '../../support/virtualStore.cts';

const url = 'http://receiver.example/x';

describe.each(disagreements)('where the sources disagree, with %s', (name, switches) => {
	const posting = () => {
		const posts: Post[] = [];
		const deliver = async (post: Post) => {
			posts.push(post);
			return await Promise.resolve({ status: 200, reply: '' });
		};
		return { store: virtualStore({ switches, deliver }), posts };
	};

	it.each(['form', 'json'])('a post as %s is proven to be genuine, and gives the order', async (format) => {
		const { store, posts } = posting();
		const { rules, orders, identity } = store.sandbox.store;
		const id = wornOrder(store, { shipping_method: '50% off/é 😀' });
		rules.save({ name: 'r', event: 'orderDetailsChanged', url, format });
		orders.edit(id, { email: 'new@example.com' });
		await store.clock.advance(1_000);
		const [post] = posts;
		const { 'X-ORDER-DESK-STORE-ID': storeId = '', 'X-ORDER-DESK-HASH': hash = '' } = post?.headers ?? {};
		const type = post?.headers['Content-Type'] ?? '';
		const bytes = Buffer.from(post?.body ?? '');
		const form = type.includes('multipart') ? { order: /\r\n\r\n([^]*?)\r\n--/.exec(post?.body ?? '')?.[1] } : bytes;
		const verified = verifiedText(form, { storeId, hash }, identity);
		expect(verified === undefined).toBe(name === 'hashHeader = absent');
		if (!verified) return;
		const reading = readPost(verified);
		const order = reading.ok ? normaliseOrder(reading.posted.order) : {};
		expect(order).toMatchObject({
			id,
			email: 'new@example.com',
			shipping_method: '50% off/é 😀',
			checkout_data: { 0: 'Engraving', 1: 'Ribbon' },
			discount_list: [{ name: 'A' }, { name: 'C' }],
			order_items: [{ code: 'A', metadata: { 0: 'Engraving', 1: 'Ribbon' } }, { code: 'C' }],
			order_shipments: [{ tracking_number: 'A' }, { tracking_number: 'C' }],
		});
	});

	it('a shipment notification gives the shipment and the order', async () => {
		const { store, posts } = posting();
		const id = wornOrder(store);
		store.sandbox.store.orders.edit(id, { order_metadata: { ship_notify_url: url } });
		store.sandbox.store.shipments.add(id, { tracking_number: 'D', order_items: [{ code: 'C', quantity: 1 }] });
		await store.clock.advance(1_000);
		const reading = readPost(Buffer.from(posts[0]?.body ?? ''));
		const { shipment = {}, order = {} } = reading.ok ? reading.posted : {};
		expect(normalise(shipment, shipmentFields)).toMatchObject({ order_id: id, tracking_number: 'D' });
		const { order_items, order_shipments } = normaliseOrder(order);
		expect(order_items).toMatchObject([{ code: 'A' }, { code: 'C' }]);
		expect(order_shipments).toMatchObject([
			{ tracking_number: 'A' },
			{ tracking_number: 'C' },
			{ tracking_number: 'D' },
		]);
	});
});
