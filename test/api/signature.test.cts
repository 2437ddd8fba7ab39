import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formValues, verifiedOrder } from '../../api/signature';

const key = 'k3y-EXAMPLE';
const store = '11';
const sign = (value: string | Buffer, by = key) => createHmac('sha256', by).update(value).digest('hex');
const form = (value: string) => Buffer.from(new URLSearchParams({ order: value }).toString());

describe('the signature of a post', () => {
	const order = '{"id":"26211","email":"a+b@example.com","note":"50% off \\u00e9 caf\\u00e9"}';
	const body = Buffer.from(
		'order=%7B%22id%22%3A%2226211%22%2C%22email%22%3A%22a%2Bb%40example.com%22%2C%22note%22%3A%2250%25+off+%5Cu00e9+caf%5Cu00e9%22%7D',
	);
	const hash = 'fab4a2c12193cea5a784299668385179c40f8f798f703357c0ca679676156612';

	it('is taken for the worked example of a real post', () => {
		const [value] = formValues(body, 'order');
		expect(value?.toString()).toBe(order);
		expect(verifiedOrder({ storeId: store, hash, order: value as Buffer }, store, key)?.toString()).toBe(order);
	});

	it('is taken in both forms, and the bytes handed on are the ones that were verified', () => {
		const encoded = Buffer.from('{"id":"1","note":"100%25"}');
		const plain = verifiedOrder({ storeId: store, hash: sign(encoded), order: encoded }, store, key);
		const decoded = verifiedOrder(
			{ storeId: store, hash: sign('{"id":"1","note":"100%"}'), order: encoded },
			store,
			key,
		);
		expect(plain?.toString()).toBe('{"id":"1","note":"100%25"}');
		expect(decoded?.toString()).toBe('{"id":"1","note":"100%"}');
	});

	it("does not let a double-encoded copy carry other content, the hole of Order Desk's sample script", () => {
		const genuine = '{"id":"1","note":"safe"}';
		const sneaked = Buffer.from(genuine.replace(/"/g, '%22'));
		const verified = verifiedOrder({ storeId: store, hash: sign(genuine), order: sneaked }, store, key);
		expect(verified?.toString()).toBe(genuine);
	});

	it('is taken for every text an order can hold', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const json = JSON.stringify({ id: '1', text });
				const [value] = formValues(form(json), 'order');
				expect(
					verifiedOrder({ storeId: store, hash: sign(json), order: value as Buffer }, store, key)?.toString(),
				).toBe(json);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('is refused when any byte of the order was changed', () => {
		const original = Buffer.from(order);
		fc.assert(
			fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
				const tampered = Buffer.from(original);
				tampered[place] = (tampered[place] ?? 0) ^ change;
				const verified = verifiedOrder({ storeId: store, hash: sign(original), order: tampered }, store, key);
				// Where a changed byte decodes to the same text again, that text is what is handed on.
				expect(verified === undefined || verified.equals(original)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each([
		['no hash', { storeId: store, hash: '' }],
		['a hash of blanks', { storeId: store, hash: ' '.repeat(64) }],
		['a hash that is too short', { storeId: store, hash: hash.slice(1) }],
		['a hash in base64', { storeId: store, hash: Buffer.from(hash, 'hex').toString('base64') }],
		['a hash made with another key', { storeId: store, hash: sign(order, 'other') }],
		['another store', { storeId: '12', hash }],
		['no store', { storeId: '', hash }],
	])('is refused with %s', (_, claim) => {
		expect(verifiedOrder({ ...claim, order: Buffer.from(order) }, store, key)).toBeUndefined();
	});

	it('is refused when the credential has no key to check it with', () => {
		expect(
			verifiedOrder({ storeId: store, hash: sign(order, ''), order: Buffer.from(order) }, store, ''),
		).toBeUndefined();
	});
});

describe('a form-encoded body', () => {
	it.each([
		['a plus as space', 'order=a+b', ['a b']],
		['malformed percent signs as they are', 'order=50%+off%zz%4', ['50% off%zz%4']],
		['every occurrence of a field', 'order=a&x=1&order=b', ['a', 'b']],
		['an encoded name', '%6Frder=a', ['a']],
		['a field without a value', 'order', ['']],
		['no field', '', []],
	])('is decoded with %s', (_, body, expected) => {
		expect(formValues(Buffer.from(body), 'order').map(String)).toEqual(expected);
	});
});
