import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject } from '../../api/types';
import type { PostedBody } from '../../api/webhook/signedTexts';

/** Answers the request here, so that n8n records no execution. */
export const respond = (context: IWebhookFunctions, status: 200 | 401 | 503, text: string): IWebhookResponseData => {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
};

/** The value of a header, whose name is given in lower case; empty when missing. */
export const headerOf = (context: IWebhookFunctions, name: string): string =>
	String(context.getHeaderData()[name] ?? '');

/** The bytes that were posted. Of a multipart form n8n keeps no bytes, so it is the fields of the form instead. */
export const bodyOf = (context: IWebhookFunctions): PostedBody => {
	const { rawBody } = context.getRequestObject() as { rawBody?: Buffer };
	if (rawBody) return rawBody;
	const body: unknown = context.getBodyData();
	return isObject(body) && isObject(body['data']) ? body['data'] : {};
};
