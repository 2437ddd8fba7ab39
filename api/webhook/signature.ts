import { createHmac, timingSafeEqual } from 'node:crypto';

import { rawUrlDecode } from './formBytes';
import { signedTexts } from './signedTexts';
import type { PostedBody } from './signedTexts';

/*
 * Order Desk signs what it posts: X-ORDER-DESK-HASH is the lower-case hex HMAC-SHA-256, keyed with the store's API key,
 * of the value of the form field `order`. Order Desk's older PHP client percent-decodes that value once more before
 * hashing. Both forms are accepted, and the caller gets exactly the bytes that were verified and parses only those:
 * whoever verifies one form and parses the other can be fed a changed order.
 */

/** Whether a header can be a hash at all. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text.trim());

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

/** The text to which the hash belongs, in the form that was signed. The comparison takes as long for any hash. */
const signedText = (texts: readonly Buffer[], hash: Buffer, apiKey: string): Buffer | undefined => {
	const isSigned = (text: Buffer): boolean => timingSafeEqual(createHmac('sha256', apiKey).update(text).digest(), hash);
	for (const text of texts) {
		if (isSigned(text)) return text;
		const decodedAgain = rawUrlDecode(text);
		if (decodedAgain !== text && isSigned(decodedAgain)) return decodedAgain;
	}
	return undefined;
};

/**
 * The text of a post to which its hash belongs; undefined if there is none, or if the store is another. The body is not
 * looked at before the store ID fits and the hash is 64 hexadecimal digits, or is missing and need not be there.
 */
export const verifiedText = (body: PostedBody, { storeId, hash }: Claim, identity: Identity): Buffer | undefined => {
	if (identity.storeId === '' || identity.apiKey === '' || storeId.trim() !== identity.storeId) return undefined;
	const given = hash.trim();
	if (given === '' && identity.allowUnsigned) return signedTexts(body)[0];
	return isHash(given) ? signedText(signedTexts(body), Buffer.from(given, 'hex'), identity.apiKey) : undefined;
};
