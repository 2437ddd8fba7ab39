import { createHmac, timingSafeEqual } from 'node:crypto';

import { rawUrlDecode } from './formBytes';

/*
 * Order Desk signs what it posts: X-ORDER-DESK-HASH is the lower-case hex HMAC-SHA-256, keyed with the store's API key,
 * of the value of the form field `order`. Order Desk's older PHP client percent-decodes that value once more before
 * hashing. Both forms are accepted, and the caller gets exactly the bytes that were verified and parses only those:
 * whoever verifies one form and parses the other can be fed a changed order.
 */

const hashBytes = 32;
const nothing = Buffer.alloc(hashBytes);

/** Takes as long for any two texts of the same length. */
export const equalText = (a: string, b: string): boolean => {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
};

/** `X-ORDER-DESK-STORE-ID` and `X-ORDER-DESK-HASH` as received; empty when missing. */
export interface Claim {
	storeId: string;
	hash: string;
}

export interface Identity {
	storeId: string;
	apiKey: string;
	/** Whether a post without a hash counts as genuine, as the user chose. One with a wrong hash never is. */
	allowUnsigned?: boolean;
}

/**
 * The one of `texts`, in the form that was signed, to which the hash belongs; undefined if there is none, or if the
 * store is another. Compares in constant time, and looks at store and both forms of every text before it answers.
 */
export const verifiedText = (
	texts: readonly Buffer[],
	{ storeId, hash }: Claim,
	identity: Identity,
): Buffer | undefined => {
	const given = hash.trim();
	// Stops at what is no hexadecimal digit.
	const expected = Buffer.from(given, 'hex');
	const wellFormed = given.length === 2 * hashBytes && expected.length === hashBytes;
	const forms = texts.flatMap((text) => {
		const decodedAgain = rawUrlDecode(text);
		return decodedAgain === text ? [text] : [text, decodedAgain];
	});
	const matching = forms.filter((bytes) => {
		const actual = createHmac('sha256', identity.apiKey).update(bytes).digest();
		return timingSafeEqual(actual, wellFormed ? expected : nothing);
	});
	const storeMatches = equalText(storeId.trim(), identity.storeId);

	if (!storeMatches || identity.storeId === '' || identity.apiKey === '') return undefined;
	if (given === '' && identity.allowUnsigned) return texts[0];
	return wellFormed ? matching[0] : undefined;
};
