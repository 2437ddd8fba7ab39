import type { ICredentialDataDecryptedObject, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { equalText, verifiedText } from '../../api/webhook/signature';
import { signedTexts } from '../../api/webhook/signedTexts';
import type { PostedBody } from '../../api/webhook/signedTexts';
import { headerOf } from './request';

/** The bytes that are proved to be from the store, or how to answer a post that is not. */
export type Verified = { ok: true; bytes: Buffer } | { ok: false; status: 401 | 503; reason: string };

/** A shorter secret can be guessed. Characters. */
const minSecretLength = 16;

/** Empty when missing: then nothing is proved. */
const textOf = (value: unknown): string => String(value ?? '').trim();

/** For a post of a rule: it is signed with the store's API key. */
export const verifySignature = (
	context: IWebhookFunctions,
	body: PostedBody,
	credential: ICredentialDataDecryptedObject,
	options: IDataObject,
): Verified => {
	const claim = {
		storeId: headerOf(context, 'x-order-desk-store-id'),
		hash: headerOf(context, 'x-order-desk-hash'),
	};
	const bytes = verifiedText(body, claim, {
		storeId: textOf(credential.storeId),
		apiKey: textOf(credential.apiKey),
		allowUnsigned: options.allowUnsigned === true,
	});
	return bytes ? { ok: true, bytes } : { ok: false, status: 401, reason: 'Not signed by this Order Desk store' };
};

/** For a shipment notification, which Order Desk does not sign: its URL carries the secret of the trigger. */
export const verifySecret = (context: IWebhookFunctions, body: PostedBody, secret: string): Verified => {
	if (secret.trim().length < minSecretLength)
		return { ok: false, status: 503, reason: `The trigger needs a secret of at least ${minSecretLength} characters` };
	const { secret: given } = context.getQueryData() as IDataObject;
	if (typeof given !== 'string' || !equalText(given, secret.trim()))
		return { ok: false, status: 401, reason: 'Not the secret of this trigger' };
	return { ok: true, bytes: signedTexts(body)[0] ?? Buffer.alloc(0) };
};
