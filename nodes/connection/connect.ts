import { createHash } from 'node:crypto';
import { sleep } from 'n8n-workflow';
import type { IAllExecuteFunctions, ICredentialDataDecryptedObject, ICredentialsDecrypted } from 'n8n-workflow';

import { checkBaseUrl } from '../../api/client/address';
import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import { SharedRequests } from '../../api/client/sharedRequests';
import type { Clock } from '../../api/types';
import type { CredentialType } from './authentication';
import { PerStore } from './perStore';
import { sendThrough } from './transport';

const clock: Clock = { now: () => Date.now(), sleep };

/** All executions of this process share a store's bucket and circuit breakers. */
const limiters = new PerStore(() => new Limiter(clock));
const breakers = new PerStore(() => new CircuitBreakers());

/** By base URL, store ID and API key: what one key may see or do must not get to another. */
const sharedRequests = new Map<string, SharedRequests>();

const sharedRequestsFor = (baseUrl: string, storeKey: string, { apiKey }: ICredentialDataDecryptedObject) => {
	const key = createHash('sha256')
		.update(JSON.stringify([baseUrl, storeKey, apiKey]))
		.digest('hex');
	const shared = sharedRequests.get(key) ?? new SharedRequests(breakers.for(storeKey), clock.now);
	sharedRequests.set(key, shared);
	return shared;
};

/** Identifies the store of a credential, whatever its key is: its host and ID. */
export const storeKeyOf = ({ baseUrl, storeId }: ICredentialDataDecryptedObject): string => {
	const url = String(baseUrl ?? '');
	return `${URL.canParse(url) ? new URL(url).host : url} ${String(storeId ?? '').trim()}`;
};

/**
 * A client for one store, with what a credential says of it. Throws OrderDeskError 'input' for a base URL to which the
 * key must not travel.
 *
 * @param type of the credential
 * @param signal aborted when the user cancels the execution
 */
export const clientFor = (
	context: IAllExecuteFunctions,
	type: CredentialType,
	data: ICredentialDataDecryptedObject,
	signal?: AbortSignal,
): OrderDeskClient => {
	const baseUrl = checkBaseUrl(String(data.baseUrl ?? ''));
	const storeKey = storeKeyOf(data);
	const credential: ICredentialsDecrypted = { id: '', name: type, type, data };
	return new OrderDeskClient({
		...clock,
		send: sendThrough(context, baseUrl, credential),
		limiter: limiters.for(storeKey),
		breakers: breakers.for(storeKey),
		shared: sharedRequestsFor(baseUrl, storeKey, data),
		storeKey,
		baseUrl,
		signal,
	});
};
