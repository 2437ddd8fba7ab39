import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
	checkBaseUrl,
	checkKeyTravelsSafely,
	checkPath,
	defaultBaseUrl,
	fillPath,
	checkLength,
	queryPairs,
} from '../../../api/client/address';
import { endpoints } from '../../../api/client/endpoints';
import { isOrderDeskError } from '../../../api/errors';

describe('the base URL', () => {
	it.each([
		['', defaultBaseUrl],
		['https://app.orderdesk.me/api/v2/', defaultBaseUrl],
		['http://127.0.0.1:4010/api/v2', 'http://127.0.0.1:4010/api/v2'],
		['http://localhost:4010/api/v2', 'http://localhost:4010/api/v2'],
		['http://[::1]:4010/api/v2', 'http://[::1]:4010/api/v2'],
	])('%s is taken', (given, expected) => {
		expect(checkBaseUrl(given)).toBe(expected);
	});

	it.each([
		'http://app.orderdesk.me/api/v2',
		'http://127.0.0.1.example.com/',
		'http://localhost.example.com/',
		'http://192.168.0.1/api',
		'ftp://localhost/',
		'not an address',
	])('%s is refused, since the key would travel in clear', (given) => {
		expect(() => checkBaseUrl(given)).toThrow('has to start with https://');
		expect(() => checkKeyTravelsSafely(given)).toThrow();
	});

	it.each(['https://user:secret@app.orderdesk.me/', 'https://app.orderdesk.me/?a=1', 'https://app.orderdesk.me/#a'])(
		'%s is refused, since it is more than an address',
		(given) => {
			expect(() => checkBaseUrl(given)).toThrow('more than an address');
		},
	);
});

const staysBelow = (path: string): boolean => {
	const url = new URL(`${defaultBaseUrl}${path}`);
	return url.origin === 'https://app.orderdesk.me' && url.pathname.startsWith('/api/v2/');
};

const piece = fc.constantFrom(
	'..',
	'.',
	'/',
	'//',
	'\\',
	'%2e',
	'%2E%2e',
	'%252e%252e',
	'%2f',
	'%5c',
	'@evil.example',
	'https:',
	'http://evil.example',
	'orders',
	'evil.example',
	':80',
	'?a=1',
	'#a',
	'\t',
	'\n',
	' ',
	'%00',
	'%0d%0a',
	';',
	'．',
	'。',
	'／',
	'javascript:',
);

describe('the path of an API call', () => {
	it.each([
		'/orders',
		'orders',
		'/orders/1/shipments',
		'/inventory-items/2510',
		'/orders/a%20b',
		'/orders/100%',
		'/Größe/%C3%A4',
	])('%s is taken', (path) => {
		expect(staysBelow(checkPath(defaultBaseUrl, path))).toBe(true);
	});

	it.each([
		'/../v1/orders',
		'..',
		'/orders/../../v1',
		'/orders/%2e%2e/%2e%2e/x',
		'/orders/%252e%252e/x',
		'//evil.example/',
		'https://evil.example/',
		'/\\evil.example',
		'@evil.example',
		'/orders/..%2f..%2f',
		`/orders/%${'25'.repeat(9)}2e%${'25'.repeat(9)}2e/x`,
		'/orders/%c0%ae%c0%ae/x',
		'/orders/%80',
		'/orders/．．/x',
		'/orders/%EF%BC%8E%EF%BC%8E/x',
		'／／evil.example',
		'/orders/..;/x',
		'/orders\n/x',
		'/orders/\ud83d',
		'/orders/\ude00x/shipments',
	])('%s is refused, since it leaves the API', (path) => {
		expect(() => checkPath(defaultBaseUrl, path)).toThrow(/leaves the Order Desk API/);
	});

	it.each([
		'/',
		'/orders/',
		'/orders//order-items',
		'/orders/ /order-items/2',
		'/orders/%20',
		'orders/1/order-items/ ',
	])("'%s' is refused, since a part of it is empty", (path) => {
		expect(() => checkPath(defaultBaseUrl, path)).toThrow(`A part of the path '${path.trim()}' is empty`);
	});

	it.each(['undefined', 'null', 'NaN', '[object Object]', '[object Promise]', '%75ndefined', '%5Bobject%20Object%5D'])(
		'%s in it is refused, which an expression leaves that gives nothing',
		(part) => {
			for (const path of [`/orders/${part}`, `orders/${part}/shipments`, `/${part}`]) {
				expect(() => checkPath(defaultBaseUrl, path)).toThrow(`A part of the path '${path}' is '${decodeURI(part)}'`);
			}
			expect(checkPath(defaultBaseUrl, `/orders/x-${part}-1`)).toBe(`/orders/x-${part}-1`);
		},
	);

	it.each(['/orders/\u200b', '/orders/%E2%80%8B/shipments', '/orders/%C2%AD'])(
		'%j is refused, since nobody can see what a part of it holds',
		(path) => {
			expect(() => checkPath(defaultBaseUrl, path)).toThrow('is empty');
		},
	);

	it('never leads away from the API, whatever it is made of', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
				let path: string;
				try {
					path = checkPath(defaultBaseUrl, pieces.join(''));
				} catch {
					return;
				}
				expect(staysBelow(path)).toBe(true);
			}),
			{ numRuns: 10_000 },
		);
	});

	it('would lead away if it were only appended', () => {
		expect(staysBelow('/../v1/orders')).toBe(false);
	});
});

const path = endpoints.getOrderItem.path;

/** Where a request really goes, after the URL is resolved; undefined when it is refused. */
const target = (fill: typeof fillPath, orderId: string, itemId: string): URL | undefined => {
	try {
		return new URL(defaultBaseUrl + fill(path, { orderId, itemId }));
	} catch (error) {
		if (isOrderDeskError(error, 'input')) return undefined;
		throw error;
	}
};

const isOrderItem = (url: URL | undefined): boolean =>
	url === undefined ||
	(url.origin === 'https://app.orderdesk.me' &&
		/^\/api\/v2\/orders\/[^/]+\/order-items\/[^/]+$/.test(url.pathname) &&
		url.search === '' &&
		url.hash === '');

const nastyId = fc.oneof(
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
		fc.property(nastyId, nastyId, (orderId, itemId) => isOrderItem(target(fill, orderId, itemId))),
		{ numRuns: 10_000 },
	).failed;

describe('an ID in the path of an endpoint', () => {
	it('never reaches another endpoint or host, in 10,000 attempts', () => {
		expect(leavesIn(fillPath)).toBe(false);
	});

	it('would reach another one if it were only encoded, since dots stay', () => {
		expect(leavesIn(naive)).toBe(true);
	});

	it('may hold whole characters beyond the first plane', () => {
		expect(fillPath('/inventory-items/:id', { id: '\u{1f600}' })).toBe('/inventory-items/%F0%9F%98%80');
	});

	it.each(['', '.', '..', '\ud83d', '7\ude00', '\ude00\ud83d'])(
		'is refused where it is %j, with a message that names it',
		(orderId) => {
			expect(() => fillPath(path, { orderId, itemId: '1' })).toThrow(`'${orderId}' is not an ID`);
		},
	);

	it('is refused where it is missing', () => {
		expect(() => fillPath(path, { orderId: '1' })).toThrow("'' is not an ID of Order Desk");
	});
});

describe('the query of a request', () => {
	it('repeats a name for every value of its list, and keeps the sequence', () => {
		expect(queryPairs({ limit: 50, folder_id: ['1', 2], all: true, none: [] })).toEqual([
			['limit', '50'],
			['folder_id', '1'],
			['folder_id', '2'],
			['all', 'true'],
		]);
		expect(queryPairs()).toEqual([]);
	});
});

describe('the address of a request', () => {
	it.each<[string, number, object]>([
		['source_id', 7_990, { query: { limit: 500, source_id: 'x'.repeat(7_990) } }],
		['search', 2_700, { query: { search: 'ä'.repeat(2_700), page: 1 } }],
		['Path', 9_001, { path: `/${'x'.repeat(9_000)}` }],
		['email', 4_020, { query: { source_id: 'x'.repeat(4_000), email: 'y'.repeat(4_020) } }],
	])('is refused where %s makes it too long, which has %s characters', (name, count, request) => {
		expect(() => checkLength(defaultBaseUrl, { path: '/orders', ...request })).toThrow(
			`'${name}' is too long to be asked for: it has ${count} characters`,
		);
	});

	it('is taken up to some 8,000 characters', () => {
		expect(() => checkLength(defaultBaseUrl, { path: '/orders' })).not.toThrow();
		const query = { source_id: 'x'.repeat(7_900), limit: 500 };
		expect(() => checkLength(defaultBaseUrl, { path: '/orders', query })).not.toThrow();
	});
});
