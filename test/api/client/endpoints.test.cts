import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { endpoints } from '../../../api/client/endpoints';
import { fillPath } from '../../../api/client/address';
import { isOrderDeskError } from '../../../api/errors';

const base = 'https://app.orderdesk.me/api/v2';
const path = endpoints.getOrderItem.path;

/** Where a request really goes, after the URL is resolved; undefined when it is refused. */
const target = (fill: typeof fillPath, orderId: string, itemId: string): URL | undefined => {
	try {
		return new URL(base + fill(path, { orderId, itemId }));
	} catch (error) {
		if (isOrderDeskError(error, 'input')) return undefined;
		throw error;
	}
};

const staysThere = (url: URL | undefined): boolean =>
	url === undefined ||
	(url.origin === 'https://app.orderdesk.me' &&
		/^\/api\/v2\/orders\/[^/]+\/order-items\/[^/]+$/.test(url.pathname) &&
		url.search === '' &&
		url.hash === '');

const nasty = fc.oneof(
	fc.constantFrom(
		'..',
		'.',
		'',
		'../..',
		'%2e%2e',
		'..%2f',
		'//evil.example',
		'\\\\evil',
		'1?x=1',
		'1#x',
		'@evil',
		'1\r\n',
	),
	fc.string({ unit: 'grapheme' }),
	fc.webPath(),
	fc.webUrl(),
);

/** What people write first. */
const naive = (pattern: string, parts: Readonly<Record<string, string>>): string =>
	pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));

const leavesIn = (fill: typeof fillPath): boolean =>
	fc.check(
		fc.property(nasty, nasty, (orderId, itemId) => staysThere(target(fill, orderId, itemId))),
		{ numRuns: 10_000 },
	).failed;

describe('fillPath', () => {
	it('never lets an ID reach another endpoint or host, in 10,000 attempts', () => {
		expect(leavesIn(fillPath)).toBe(false);
	});

	it('is needed: encoding alone lets dots through', () => {
		expect(leavesIn(naive)).toBe(true);
	});

	it.each(['', '.', '..'])('refuses %p with a message that names it', (orderId) => {
		expect(() => fillPath(path, { orderId, itemId: '1' })).toThrow(`'${orderId}' is not an ID`);
	});
});

describe('an ID that is missing', () => {
	it('is refused, and leads to no other endpoint', () => {
		expect(() => fillPath(path, { orderId: '1' })).toThrow("'' is not an ID of Order Desk");
	});
});
