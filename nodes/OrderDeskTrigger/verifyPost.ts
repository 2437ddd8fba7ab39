import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { equalText, isHash, verifiedText } from '../../api/webhook/signature';
import { signedTexts } from '../../api/webhook/signedTexts';
import type { PostedBody } from '../../api/webhook/signedTexts';
import type { NodeStore } from '../connection/stores';
import { headerOf } from './request';

/** How to answer a post that is not proved to be from a store. */
interface Unproved {
	ok: false;
	status: 401 | 503;
	reason: string;
}

/** The bytes that are proved to be from a store, or how to answer a post that is not. */
export type Verified = { ok: true; bytes: Buffer; store: NodeStore } | Unproved;

const notSigned: Unproved = { ok: false, status: 401, reason: 'Not signed by this Order Desk store' };

/** A shorter secret can be guessed. Characters. */
const minSecretLength = 16;

/** Empty when missing: then nothing is proved. */
const textOf = (value: unknown): string => String(value ?? '').trim();

const storeWithId = (stores: readonly NodeStore[], id: unknown): NodeStore | undefined =>
	stores.find(({ access }) => textOf(access.storeId) === textOf(id));

const storeIdIn = (context: IWebhookFunctions): string => headerOf(context, 'x-order-desk-store-id');

const hashIn = (context: IWebhookFunctions): string => headerOf(context, 'x-order-desk-hash');

/** What is wrong with a post even before an API key is known: decrypting the credential costs more than the rest. */
export const unsignable = (context: IWebhookFunctions, { allowUnsigned }: IDataObject): Unproved | undefined => {
	const mayBeSigned = isHash(hashIn(context)) || allowUnsigned === true;
	return mayBeSigned && textOf(storeIdIn(context)) !== '' ? undefined : notSigned;
};

/** For a post of a rule: it is signed with the API key of the store that it says it is from. */
export const verifySignature = (
	context: IWebhookFunctions,
	body: PostedBody,
	stores: readonly NodeStore[],
	options: IDataObject,
): Verified => {
	const claim = { storeId: storeIdIn(context), hash: hashIn(context) };
	const store = storeWithId(stores, claim.storeId);
	const bytes =
		store &&
		verifiedText(body, claim, {
			storeId: textOf(store.access.storeId),
			apiKey: textOf(store.access.apiKey),
			allowUnsigned: options.allowUnsigned === true,
		});
	return bytes ? { ok: true, bytes, store } : notSigned;
};

/**
 * For a shipment notification, which Order Desk does not sign: its URL carries the secret of the trigger and, where the
 * node works with several stores, the ID of the store whose orders have it.
 */
export const verifySecret = (
	context: IWebhookFunctions,
	body: PostedBody,
	stores: readonly NodeStore[],
	secret: string,
): Verified => {
	if (secret.trim().length < minSecretLength)
		return { ok: false, status: 503, reason: `The trigger needs a secret of at least ${minSecretLength} characters` };
	const { secret: given, store_id: storeId = storeIdIn(context) } = context.getQueryData() as IDataObject;
	if (typeof given !== 'string' || !equalText(given, secret.trim()))
		return { ok: false, status: 401, reason: 'Not the secret of this trigger' };
	const [one] = stores;
	const store = one?.details ? storeWithId(stores, storeId) : one;
	if (!store) return { ok: false, status: 401, reason: "The URL names none of the stores as its 'store_id'" };
	return { ok: true, bytes: signedTexts(body)[0] ?? Buffer.alloc(0), store };
};
