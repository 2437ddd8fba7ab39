import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formValue } from '../../../api/webhook/formBytes';
import { equalText, verifiedText } from '../../../api/webhook/signature';
import type { Claim, Identity } from '../../../api/webhook/signature';
import type { PostedBody } from '../../../api/webhook/signedTexts';

const identity: Identity = { storeId: '11', apiKey: 'k3y-EXAMPLE' };
/** A form of which every byte of the order is escaped. */
const formOf = (order: Buffer): Buffer =>
	Buffer.from(`order=${[...order].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`);
const sign = (value: string | Buffer, by = identity.apiKey) => createHmac('sha256', by).update(value).digest('hex');

/** The text that is accepted for this body with this hash; null when it is refused. */
const verified = (body: PostedBody | string, claim: Partial<Claim>, by: Partial<Identity> = {}) =>
	verifiedText(
		typeof body === 'string' ? { order: body } : body,
		{ storeId: '11', hash: '', ...claim },
		{ ...identity, ...by },
	)?.toString() ?? null;

describe('the signature of a post', () => {
	const order = '{"id":"26211","email":"a+b@example.com","note":"50% off \\u00e9 caf\\u00e9"}';
	const body =
		'order=%7B%22id%22%3A%2226211%22%2C%22email%22%3A%22a%2Bb%40example.com%22%2C%22note%22%3A%2250%25+off+%5Cu00e9+caf%5Cu00e9%22%7D';
	const hash = 'fab4a2c12193cea5a784299668385179c40f8f798f703357c0ca679676156612';

	it('is accepted for the worked example of a real post', () => {
		expect(String(formValue(Buffer.from(body), 'order'))).toBe(order);
		expect(verified(Buffer.from(body), { hash })).toBe(order);
	});

	it('is accepted in both forms, and the bytes handed on are the ones that were verified', () => {
		const [encoded, plain] = ['{"id":"1","note":"100%25"}', '{"id":"1","note":"100%"}'];
		expect(verified(encoded, { hash: sign(encoded) })).toBe(encoded);
		expect(verified(encoded, { hash: sign(plain) })).toBe(plain);
	});

	it("does not let a double-encoded copy carry other content, the hole of Order Desk's sample script", () => {
		const genuine = '{"id":"1","note":"safe"}';
		const sneaked = genuine.replace(/"/g, '%22');
		expect(verified(sneaked, { hash: sign(genuine) })).toBe(genuine);
		// What the sample does: it verifies the text decoded once more, and goes on with the text as it came.
		const sampleHandsOn = sign(decodeURIComponent(sneaked)) === sign(genuine) ? sneaked : null;
		expect(sampleHandsOn).not.toBe(genuine);
	});

	it('may cover any of the texts, and that one is handed on', () => {
		expect(verified(Buffer.from('{"order":1}'), { hash: sign('1') })).toBe('1');
	});

	it('is accepted in capitals, and with blanks around it', () => {
		expect(verified(order, { hash: ` ${hash.toUpperCase()} `, storeId: ' 11 ' })).toBe(order);
	});

	it('is refused when any byte of the order was changed', () => {
		const original = Buffer.from(order);
		fc.assert(
			fc.property(fc.nat(original.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
				const tampered = Buffer.from(original);
				tampered[place] = (tampered[place] ?? 0) ^ change;
				// Where a changed byte decodes to the same text again, that text is what is handed on.
				expect([null, order]).toContain(verified(formOf(tampered), { hash: sign(original) }));
			}),
			{ numRuns: 2_000 },
		);
	});

	it.each<[string, Partial<Claim>]>([
		['no hash', {}],
		['a hash of blanks', { hash: ' '.repeat(64) }],
		['a hash of zeros', { hash: '0'.repeat(64) }],
		['a hash that is too short', { hash: hash.slice(1) }],
		['a hash that is too long', { hash: `${hash}0` }],
		['a hash with something else in it', { hash: `${hash.slice(0, 62)}zz` }],
		['a hash in base64', { hash: Buffer.from(hash, 'hex').toString('base64') }],
		['a hash whose last digit is another', { hash: `${hash.slice(0, -1)}3` }],
		['a hash made with another key', { hash: sign(order, 'other') }],
		['another store', { hash, storeId: '12' }],
		['a longer store', { hash, storeId: '111' }],
		['no store', { hash, storeId: '' }],
	])('is refused with %s', (_, claim) => {
		expect(verified(order, claim)).toBeNull();
	});

	/** A body that notices when it is looked at. */
	const untouchable = new Proxy(
		{},
		{
			get: () => {
				throw new Error('The body was looked at');
			},
		},
	);

	it.each<[string, Partial<Claim>, Partial<Identity>]>([
		['for another store', { hash, storeId: '12' }, {}],
		['for another store, where unsigned posts are accepted', { storeId: '12' }, { allowUnsigned: true }],
		['without a store', { hash, storeId: '' }, {}],
		['without a hash', {}, {}],
		['with a hash of 63 digits', { hash: hash.slice(1) }, {}],
		['with a hash of 65 digits', { hash: `${hash}0` }, {}],
		['with a hash of other letters', { hash: 'g'.repeat(64) }, {}],
		[
			'with a hash of other letters, where unsigned posts are accepted',
			{ hash: 'g'.repeat(64) },
			{ allowUnsigned: true },
		],
		['of a credential without a key', { hash }, { apiKey: '' }],
	])('costs nothing when its headers alone refuse it: %s', (_, claim, by) => {
		expect(verified(untouchable, claim, by)).toBeNull();
	});

	it('costs a look at the body when its headers could be genuine: a negative control', () => {
		expect(() => verified(untouchable, { hash })).toThrow('The body was looked at');
		expect(() => verified(untouchable, {}, { allowUnsigned: true })).toThrow('The body was looked at');
	});

	it('is refused when there is nothing that it could cover', () => {
		expect(verified({}, { hash: sign('') })).toBeNull();
	});

	it('is refused when the credential has no key or no store to check it with', () => {
		expect(verified(order, { hash: sign(order, '') }, { apiKey: '' })).toBeNull();
		expect(verified(order, { hash, storeId: '' }, { storeId: '' })).toBeNull();
	});
});

describe('a post without a signature', () => {
	const unsigned: Partial<Identity> = { allowUnsigned: true };

	it('is accepted only when the user allows it', () => {
		expect(verified(Buffer.from('{"order":1}'), { hash: '' }, unsigned)).toBe('{"order":1}');
		expect(verified('a', { hash: '' })).toBeNull();
	});

	it('is refused all the same with a hash that is wrong, or for another store', () => {
		expect(verified('a', { hash: sign('b') }, unsigned)).toBeNull();
		expect(verified('a', { hash: 'none' }, unsigned)).toBeNull();
		expect(verified('a', { hash: '', storeId: '12' }, unsigned)).toBeNull();
	});
});

describe('two texts', () => {
	it.each([
		['secret', 'secret', true],
		['', '', true],
		['secret', 'Secret', false],
		['secret', 'secret1', false],
		['é', 'e', false],
	])('%s and %s are equal when every byte is: %s', (a, b, expected) => {
		expect(equalText(a, b)).toBe(expected);
	});
});
