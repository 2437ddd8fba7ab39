import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject } from '../../api/types';
import type { PostedBody } from '../../api/webhook/signedTexts';

/** Answers here, so that no execution is recorded. */
export const answer = (context: IWebhookFunctions, status: 200 | 401 | 503, text: string): IWebhookResponseData => {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
};

export const headerOf = (context: IWebhookFunctions, name: string): string =>
	String(context.getHeaderData()[name] ?? '');

/** What was posted: the fields of a multipart form, of which n8n keeps no bytes, or else the bytes as they came. */
export const bodyOf = (context: IWebhookFunctions): PostedBody => {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	if (rawBody) return rawBody;
	const body: unknown = context.getBodyData();
	return isObject(body) && isObject(body['data']) ? body['data'] : {};
};
