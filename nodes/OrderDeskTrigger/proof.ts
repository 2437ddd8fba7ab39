import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { equalText, verifiedText } from '../../api/webhook/signature';
import { signedTexts } from '../../api/webhook/signedTexts';
import type { PostedBody } from '../../api/webhook/signedTexts';
import { headerOf } from './request';

/** Bytes that are from the store, or the answer for those that are not. */
export type Proof = { ok: true; bytes: Buffer } | { ok: false; status: 401 | 503; why: string };

/** Shorter ones can be guessed. */
const shortestSecret = 16;

/** Empty when missing: then nothing is proved. */
const textOf = (value: unknown): string => String(value ?? '').trim();

/** Proved by the signature that is made with the store's API key. */
export const signedProof = (
	context: IWebhookFunctions,
	body: PostedBody,
	credential: ICredentialDataDecryptedObject,
	options: IDataObject,
): Proof => {
	const claim = {
		storeId: headerOf(context, 'x-order-desk-store-id'),
		hash: headerOf(context, 'x-order-desk-hash'),
	};
	const bytes = verifiedText(signedTexts(body), claim, {
		storeId: textOf(credential.storeId),
		apiKey: textOf(credential.apiKey),
		allowUnsigned: options.allowUnsigned === true,
	});
	return bytes ? { ok: true, bytes } : { ok: false, status: 401, why: 'Not signed by this Order Desk store' };
};

/** Proved by the secret in the URL, since Order Desk does not sign a shipment notification. */
export const secretProof = (context: IWebhookFunctions, body: PostedBody, secret: string): Proof => {
	if (secret.trim().length < shortestSecret)
		return { ok: false, status: 503, why: `The trigger needs a secret of at least ${shortestSecret} characters` };
	const { secret: given } = context.getQueryData() as IDataObject;
	if (typeof given !== 'string' || !equalText(given, secret.trim()))
		return { ok: false, status: 401, why: 'Not the secret of this trigger' };
	return { ok: true, bytes: signedTexts(body)[0] ?? Buffer.alloc(0) };
};
