import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { checkBaseUrl } from '../../../api/client/address';
import { endpoints } from '../../../api/client/endpoints';
import { readReply } from '../../../api/client/reply';
import { asOrderDeskError, settle } from '../../../api/errors';
import type { OrderDeskError } from '../../../api/errors';
import { problem } from '../../../api/messages/message';
import { storeHeaders } from '../../../api/stores';
import type { ListedStore } from '../../../api/stores';
import { isObject } from '../../../api/types';
import type { ApiReply } from '../../../api/types';
import { credentialMessages } from '../../messages/credentials';

type Identity = Pick<ListedStore, 'id' | 'apiKey'>;

/** Milliseconds. */
const timeout = 20_000;

const ask = async (context: ICredentialTestFunctions, baseUrl: string, store: Identity): Promise<ApiReply> => {
	const { method, path } = endpoints.test;
	const options = {
		method,
		uri: `${baseUrl}${path}`,
		headers: { Accept: 'application/json', ...storeHeaders(store) },
		json: true,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		timeout,
	};
	// The only request that n8n offers to the test of a credential.
	const { statusCode, body } = (await context.helpers.request(options)) as { statusCode: number; body: unknown };
	return { status: statusCode, headers: {}, body };
};

/** What Order Desk says of a credential it refuses, without the key. */
const saidOf = ({ status, body }: ApiReply, { apiKey }: Identity): string =>
	isObject(body) && typeof body['message'] === 'string'
		? body['message'].split(apiKey).join('[API key]')
		: `HTTP ${status}`;

/** Asks one store, once: why it cannot be used; undefined if it can. */
export const failureOf = async (
	context: ICredentialTestFunctions,
	url: string,
	store: Identity,
): Promise<OrderDeskError | undefined> => {
	const { storeIdNotANumber, impossibleKey, nobodyAnswers, notOrderDesk, wrongStore, wrongKey } = credentialMessages;
	const { id: storeId, apiKey } = store;
	if (!/^\d+$/.test(storeId)) return problem(storeIdNotANumber, { storeId: storeId.slice(0, 80) });
	if (!/^[!-~]+$/.test(apiKey)) return problem(impossibleKey, {});
	const reply = await settle(ask(context, url, store));
	const answer = readReply(reply, endpoints.test, false);
	if (answer.ok) return undefined;
	const { error } = answer;
	if (!reply.ok) return problem(nobodyAnswers, { url, code: error.code ?? 'no answer' });
	const { status } = reply.value;
	if (error.kind === 'unauthorized') {
		const said = saidOf(reply.value, store);
		return problem(/store/i.test(said) ? wrongStore : wrongKey, { storeId, said });
	}
	return status >= 500 || error.kind === 'throttled' ? error : problem(notOrderDesk, { url, status });
};

/** What n8n shows of a test that may fail with an OrderDeskError. */
export const shownResult = async (work: Promise<INodeCredentialTestResult>): Promise<INodeCredentialTestResult> => {
	const done = await settle(work);
	if (done.ok) return done.value;
	const { message, advice = '' } = asOrderDeskError(done.error);
	return { status: 'Error', message: `${message}. ${advice}` };
};

const test = async (
	context: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> => {
	const baseUrl = checkBaseUrl(String(data?.baseUrl ?? ''));
	const store = { id: String(data?.storeId ?? '').trim(), apiKey: String(data?.apiKey ?? '').trim() };
	const failure = await failureOf(context, baseUrl, store);
	if (failure) throw failure;
	return { status: 'OK', message: 'The store can be used' };
};

/**
 * The test of a credential of one store. A function, since of a declarative test n8n shows only the system's code where
 * nothing answers, and only the status where something else answers.
 */
export async function testStore(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await shownResult(test(this, credential));
}
