import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { isObject, normaliseOrder } from '../../api/normalise';
import { formValues, verifiedOrder } from '../../api/signature';
import type { JsonObject } from '../../api/types';

/** What n8n's request carries besides Express's own. */
interface RawRequest {
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

const answer = (context: IWebhookFunctions, status: number, text: string): IWebhookResponseData => {
	context.getResponseObject().status(status).type('text/plain').send(text);
	// Answered here, so that no execution is recorded.
	return { noWebhookResponse: true };
};

/** The bytes that were posted. Empty when n8n has not kept them, as for a multipart form, or they cannot be read. */
const bodyOf = async (context: IWebhookFunctions): Promise<Buffer> => {
	const request = context.getRequestObject() as RawRequest;
	if (!request.rawBody) await settle(Promise.resolve(request.readRawBody?.()));
	return request.rawBody ?? Buffer.alloc(0);
};

const headerOf = (context: IWebhookFunctions, name: string): string => String(context.getHeaderData()[name] ?? '');

const parseOrder = (bytes: Buffer): JsonObject | undefined => {
	try {
		const order: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
		return isObject(order) && ['string', 'number'].includes(typeof order['id']) ? order : undefined;
	} catch {
		return undefined;
	}
};

/**
 * Takes one post of Order Desk's "Post Order JSON". Answers exactly 200 when it was taken or can never be taken, since
 * Order Desk repeats everything else; 401 when it is not from this store; 503 when it cannot be checked right now.
 */
export const receive = async (context: IWebhookFunctions): Promise<IWebhookResponseData> => {
	const credential = await settle(context.getCredentials('orderDeskApi'));
	if (!credential.ok) return answer(context, 503, 'The credential of this workflow cannot be read');

	const [order, ...more] = formValues(await bodyOf(context), 'order');
	const verified =
		order &&
		more.length === 0 &&
		verifiedOrder(
			{
				storeId: headerOf(context, 'x-order-desk-store-id'),
				hash: headerOf(context, 'x-order-desk-hash'),
				order,
			},
			String(credential.value.storeId ?? '').trim(),
			String(credential.value.apiKey ?? '').trim(),
		);
	if (!verified) return answer(context, 401, 'Not signed by this Order Desk store');

	const parsed = parseOrder(verified);
	if (!parsed) return answer(context, 200, 'Ignored: this is not an order');
	const json: IDataObject = { ...normaliseOrder(parsed), event: context.getNodeParameter('event') };
	return { workflowData: [[{ json }]], webhookResponse: 'Taken' };
};
