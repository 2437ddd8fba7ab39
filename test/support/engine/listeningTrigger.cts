import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { testStore } from './sandboxStore.cts';
import type { TestStore } from './sandboxStore.cts';
import { webhookServer } from './webhookServer.cts';
import type { WebhookServer } from './webhookServer.cts';

/** One store for all tests of a file, and for each test a trigger of it that listens. */
export const listeningTrigger = () => {
	let store: TestStore;
	let server: WebhookServer;
	beforeAll(async () => {
		store = await testStore();
	});
	afterAll(async () => await store.close());
	afterEach(async () => await server.close());
	return {
		store: () => store,
		server: () => server,
		listen: async (parameters: INodeParameters, mode?: 'manual') =>
			(server = await webhookServer(store.credential, { event: 'orderImported', ...parameters }, mode)),
		/** For a test that starts its own. */
		use: (started: WebhookServer) => (server = started),
	};
};
