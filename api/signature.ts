import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * Order Desk signs what it posts: X-ORDER-DESK-HASH is the lower-case hex HMAC-SHA-256, keyed with the store's API key,
 * of the decoded value of the form field `order`. Order Desk's older PHP client percent-decodes that value once more
 * before hashing. Both forms are taken, and the caller gets exactly the bytes that were verified, to be parsed and
 * nothing else: whoever verifies one form and parses the other can be fed a changed order.
 */

const hexHash = /^[0-9a-f]{64}$/;
const percent = 0x25;
const plus = 0x2b;
const space = 0x20;

const hexDigit = (byte: number | undefined): number =>
	byte === undefined ? NaN : parseInt(String.fromCharCode(byte), 16);

/** Percent-decodes bytes once. Malformed `%` sequences stay as they are, as in PHP. */
const percentDecode = (bytes: Buffer, plusIsSpace: boolean): Buffer => {
	const decoded = Buffer.allocUnsafe(bytes.length);
	let length = 0;
	for (let index = 0; index < bytes.length; index++) {
		const byte = bytes[index] ?? 0;
		const value = byte === percent ? hexDigit(bytes[index + 1]) * 16 + hexDigit(bytes[index + 2]) : NaN;
		if (!Number.isNaN(value)) {
			decoded[length++] = value;
			index += 2;
		} else {
			decoded[length++] = byte === plus && plusIsSpace ? space : byte;
		}
	}
	return decoded.subarray(0, length);
};

/** The decoded values of every field `name` in a form-encoded body, byte for byte. */
export const formValues = (body: Buffer, name: string): Buffer[] => {
	const values: Buffer[] = [];
	for (let start = 0; start <= body.length; ) {
		const ampersand = body.indexOf('&', start);
		const end = ampersand < 0 ? body.length : ampersand;
		const pair = body.subarray(start, end);
		const equals = pair.indexOf('=');
		const key = percentDecode(equals < 0 ? pair : pair.subarray(0, equals), true);
		if (key.toString('utf8') === name)
			values.push(equals < 0 ? Buffer.alloc(0) : percentDecode(pair.subarray(equals + 1), true));
		start = end + 1;
	}
	return values;
};

const equalText = (a: string, b: string): boolean => {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
};

export interface Claim {
	/** `X-ORDER-DESK-STORE-ID` and `X-ORDER-DESK-HASH` as received. */
	storeId: string;
	hash: string;
	/** The decoded value of the field `order`. */
	order: Buffer;
}

/**
 * The bytes of the order when store id and hash are right, undefined otherwise. Compares in constant time and looks at
 * every part before it answers.
 */
export const verifiedOrder = (claim: Claim, storeId: string, apiKey: string): Buffer | undefined => {
	const given = claim.hash.trim().toLowerCase();
	const wellFormed = hexHash.test(given);
	const expected = Buffer.from(wellFormed ? given : '0'.repeat(64), 'hex');
	const matches = (bytes: Buffer) => timingSafeEqual(createHmac('sha256', apiKey).update(bytes).digest(), expected);

	const decodedAgain = percentDecode(claim.order, false);
	const plainMatches = matches(claim.order);
	const decodedMatches = matches(decodedAgain);
	const storeMatches = equalText(claim.storeId.trim(), storeId);

	if (!wellFormed || !storeMatches || apiKey === '') return undefined;
	if (plainMatches) return claim.order;
	return decodedMatches ? decodedAgain : undefined;
};
