import { sleep } from 'n8n-workflow';
import type { IAllExecuteFunctions, ICredentialsDecrypted } from 'n8n-workflow';

import { checkBaseUrl } from '../../api/client/address';
import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { Clock } from '../../api/types';
import { PerStore } from './perStore';
import { sendThrough } from './transport';

const clock: Clock = { now: () => Date.now(), sleep };

/** All executions of this process share a store's bucket and circuit breakers. */
const limiters = new PerStore(() => new Limiter(clock));
const breakers = new PerStore(() => new CircuitBreakers());

/**
 * A client for the store of the node's credential, which is read once. Throws OrderDeskError 'input' for a base URL to
 * which the key must not travel.
 *
 * @param signal aborted when the user cancels the execution
 */
export const connect = async (context: IAllExecuteFunctions, signal?: AbortSignal): Promise<OrderDeskClient> => {
	const data = await context.getCredentials('orderDeskApi');
	const baseUrl = checkBaseUrl(String(data.baseUrl ?? ''));
	const storeKey = `${new URL(baseUrl).host} ${String(data.storeId ?? '').trim()}`;
	const credential: ICredentialsDecrypted = { id: '', name: 'orderDeskApi', type: 'orderDeskApi', data };
	return new OrderDeskClient({
		...clock,
		send: sendThrough(context, baseUrl, credential),
		limiter: limiters.for(storeKey),
		breakers: breakers.for(storeKey),
		storeKey,
		baseUrl,
		signal,
	});
};
