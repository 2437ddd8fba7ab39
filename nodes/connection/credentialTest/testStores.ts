import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';

import { checkBaseUrl } from '../../../api/client/address';
import { readStores } from '../../../api/stores';
import type { ListedStore } from '../../../api/stores';
import { inParallel } from '../inParallel';
import { failureOf, shownResult } from './testStore';

const maxAtOnce = 20;

/** The user reads this many failures at once. */
const maxShown = 10;

const failuresOf = async (context: ICredentialTestFunctions, baseUrl: string, stores: ListedStore[]) => {
	const failures: Array<string | undefined> = [];
	await inParallel(stores, maxAtOnce, async (store, index) => {
		const failure = await failureOf(context, baseUrl, store);
		failures[index] = failure && `${store.name}: ${failure.message}`;
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
	return await shownResult(test(this, credential));
}
