import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { afterAll, afterEach, expect } from '@jest/globals';
import { secrets } from './search.cts';

/* In every test file: no test ends well that has let a key out. Engine tests add items, errors, logs and static data. */

for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
	const real = console[method];
	console[method] = (...texts: unknown[]) => {
		if (!secrets.look('console', texts)) real(...texts);
	};
}

const lookAtAddress = (message: unknown): void => {
	const { host, path } = (message as { request: ClientRequest }).request;
	secrets.look('address of a request', `${host}${path}`);
};
// Node itself tells it here, whoever sends.
subscribe('http.client.request.start', lookAtAddress);
afterAll(() => void unsubscribe('http.client.request.start', lookAtAddress));

afterEach(() => expect({ leaks: secrets.found() }).toEqual({ leaks: [] }));
