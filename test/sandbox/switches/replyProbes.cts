import { call, created, storesOfOneAccount } from '../../support/sandboxCall.cts';
import { row, statusOf, itemsOf, mug, limited, keys } from './probe.cts';

/** Switches about the form of replies: another value, something that looks at the effect, what is seen by default and otherwise. */
export const replyProbes = {
	authFailure: row('403', statusOf('GET', '/test', undefined, { 'ORDERDESK-API-KEY': 'x' }), 401, 403),
	unknownId: row('200', statusOf('GET', '/orders/1'), 404, 200),
	contentTypeOnGet: row(
		'refused',
		statusOf('GET', '/test', undefined, { 'Content-Type': 'application/json' }),
		200,
		400,
	),
	orderPutReply: row(
		'message',
		async (sandbox) => {
			const order = await created(sandbox);
			return keys(sandbox, 'PUT', `/orders/${order.id}`, order, ['order', 'message']);
		},
		['order'],
		['message'],
	),
	orderDeleteReply: row(
		'none',
		async (sandbox) => 'message' in (await call(sandbox, 'DELETE', `/orders/${(await created(sandbox)).id}`)).body,
		true,
		false,
	),
	itemPostReply: row(
		'withItem',
		async (sandbox) =>
			keys(sandbox, 'POST', `/orders/${(await created(sandbox)).id}/order-items`, { name: 'A' }, ['order_item']),
		[],
		['order_item'],
	),
	inventoryPostReply: row('message', statusOf('POST', '/inventory-items', mug), 201, 200),
	timing: row(
		'message',
		(sandbox) => keys(sandbox, 'GET', '/orders', undefined, ['execution_time', 'message']),
		['execution_time'],
		['message'],
	),
	phpArrays: row(
		'byKeys',
		async (sandbox) => (await created(sandbox, { checkout_data: { 0: 'Engraving', 1: 'Ribbon' } }))['checkout_data'],
		{ 0: 'Engraving', 1: 'Ribbon' },
		['Engraving', 'Ribbon'],
	),
	prices: row('text', async (sandbox) => itemsOf(await created(sandbox))[0]?.['price'], 10, '10'),
	refill: row(
		'wholeSecond',
		async (sandbox) => {
			sandbox.bucket?.fill(0);
			await sandbox.clock.advance(999);
			return sandbox.bucket?.remaining();
		},
		2,
		0,
	),
	bucketOwner: row(
		'account',
		async ({ store }) => {
			const [first, second] = storesOfOneAccount({ bucketOwner: store.switches.bucketOwner });
			await call(first, 'GET', '/test');
			return second.bucket?.remaining();
		},
		20,
		19,
	),
	tokensHeader: row(
		'absent',
		async (sandbox) => 'x-tokens-remaining' in (await call(sandbox, 'GET', '/test')).headers,
		true,
		false,
	),
	retryAfterHeader: row('Retry-After', limited, ['x-retry-after'], ['retry-after']),
	dateHeader: row('absent', async (sandbox) => 'date' in (await call(sandbox, 'GET', '/test')).headers, true, false),
};
