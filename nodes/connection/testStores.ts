import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { checkBaseUrl } from '../../api/client/address';
import { endpoints } from '../../api/client/endpoints';
import { readReply } from '../../api/client/reply';
import { asOrderDeskError, settle } from '../../api/errors';
import { readStores, storeHeaders } from '../../api/stores';
import type { ListedStore } from '../../api/stores';
import type { ApiReply } from '../../api/types';
import { inParallel } from './inParallel';

const maxAtOnce = 20;

/** Milliseconds. */
const timeout = 20_000;

/** The user reads this many failures at once. */
const maxShown = 10;

/** Asks one store, once: why it does not answer as it should; undefined if it does. */
const failureOf = async (context: ICredentialTestFunctions, baseUrl: string, store: ListedStore) => {
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
	const sent = await settle(context.helpers.request(options) as Promise<{ statusCode: number; body: unknown }>);
	const reply = sent.ok
		? { ok: true as const, value: { status: sent.value.statusCode, headers: {}, body: sent.value.body } as ApiReply }
		: sent;
	const answer = readReply(reply, endpoints.test, false);
	return answer.ok ? undefined : answer.error.message;
};

const failuresOf = async (context: ICredentialTestFunctions, baseUrl: string, stores: ListedStore[]) => {
	const failures: Array<string | undefined> = [];
	await inParallel(stores, maxAtOnce, async (store, index) => {
		const failure = await failureOf(context, baseUrl, store);
		failures[index] = failure && `${store.name}: ${failure}`;
	});
	return failures.filter((failure) => failure !== undefined);
};

const summary = (failures: readonly string[], stores: number): string =>
	[
		`${failures.length} of ${stores} ${stores === 1 ? 'store' : 'stores'} cannot be used.`,
		...failures.slice(0, maxShown).map((failure) => `${failure}.`),
		...(failures.length > maxShown ? [`And ${failures.length - maxShown} more.`] : []),
	].join(' ');

const test = async (
	context: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> => {
	const baseUrl = checkBaseUrl(String(data?.baseUrl ?? ''));
	const stores = readStores(String(data?.apiKeys ?? ''));
	const failures = await failuresOf(context, baseUrl, stores);
	if (failures.length > 0) return { status: 'Error', message: summary(failures, stores.length) };
	return {
		status: 'OK',
		message: stores.length === 1 ? 'The store can be used' : `All ${stores.length} stores can be used`,
	};
};

/** The test of a credential of several stores: asks each of them, and names those that fail. */
export async function testStores(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const tested = await settle(test(this, credential));
	if (tested.ok) return tested.value;
	const { message, advice = '' } = asOrderDeskError(tested.error);
	return { status: 'Error', message: `${message}. ${advice}`.trim() };
}
