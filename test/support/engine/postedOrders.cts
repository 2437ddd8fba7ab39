import { createHmac } from 'node:crypto';
import type { StoreCredential } from './credentialsOf.cts';

export const orderText = (fields: object = {}): string =>
	JSON.stringify({ id: '26211', email: 'a+b@example.com', folder_id: 21654, checkout_data: [], ...fields });

export const formOf = (text: string): string => new URLSearchParams({ order: text }).toString();

export const hashOf = (text: string, key: string): string => createHmac('sha256', key).update(text).digest('hex');

/** The headers of a form that this store posts, with its hash over the text. */
export const signedHeaders = (
	{ storeId, apiKey }: StoreCredential,
	text: string,
	more: Record<string, string> = {},
): Record<string, string> => ({
	'content-type': 'application/x-www-form-urlencoded',
	'X-ORDER-DESK-STORE-ID': storeId,
	'X-ORDER-DESK-HASH': hashOf(text, apiKey),
	...more,
});
