import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { isObject } from '../../api/normalise';
import type { PostedBody } from '../../api/push/signedTexts';

/** What n8n's request carries besides Express's own. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

/** Answers here, so that no execution is recorded. */
export const answer = (context: IWebhookFunctions, status: 200 | 401 | 503, text: string): IWebhookResponseData => {
	context.getResponseObject().status(status).type('text/plain').send(text);
	return { noWebhookResponse: true };
};

export const headerOf = (context: IWebhookFunctions, name: string): string =>
	String(context.getHeaderData()[name] ?? '');

/** What was posted: the fields of a multipart form, of which n8n keeps no bytes, or else the bytes as they came. */
export const bodyOf = async (context: IWebhookFunctions): Promise<PostedBody> => {
	const request = context.getRequestObject() as RawRequest;
	if (headerOf(context, 'content-type').toLowerCase().startsWith('multipart/')) {
		const { data } = context.getBodyData();
		return isObject(data) ? data : {};
	}
	if (!request.rawBody) await settle(Promise.resolve(request.readRawBody?.()));
	return request.rawBody ?? Buffer.alloc(0);
};
