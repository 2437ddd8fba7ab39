import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import type { IDataObject, INodeParameters, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { request } from 'undici';
import { N8nHost } from '../../../bench/webhooks/n8nHost.cts';
import type { HostRequest, HostResponse } from '../../../bench/webhooks/http.cts';
import type { HostCredential, HostOptions, HostStores, Mishaps } from '../../../bench/webhooks/n8nHost.cts';
import { secrets } from '../secrets/search.cts';
import '../secrets/n8nLogs.cts';
import { Receiver } from '../../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';

export interface Answered {
	status: number;
	text: string;
	/** The items of the executions that n8n would have recorded for this post. */
	items: IDataObject[];
}

export interface WebhookServer {
	url: string;
	host: N8nHost;
	/** What goes wrong in n8n around the next posts. */
	mishaps: Mishaps;
	/** Stands for the process: another one after a restart. */
	webhook: (context: IWebhookFunctions) => Promise<IWebhookResponseData>;
	/** All items since the start. */
	items(): IDataObject[];
	/** To the first trigger of the workflow, or to the one with this ID. */
	post(body: string | Buffer, headers?: Record<string, string>, query?: string, nodeId?: string): Promise<Answered>;
	close(): Promise<void>;
}

/** n8n keeps the bytes of a body, except those of a multipart form, of which it keeps the fields. */
const hostRequest = async (incoming: IncomingMessage): Promise<HostRequest> => {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks);
	const headers = incoming.headers as Record<string, string>;
	const { searchParams } = new URL(incoming.url ?? '/', 'http://n8n');
	const query = Object.fromEntries(
		[...searchParams.keys()].map((name) => {
			const values = searchParams.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
	const type = headers['content-type'] ?? '';
	if (!type.startsWith('multipart/')) return { headers, query, rawBody };
	if (!type.startsWith('multipart/form-data')) return { headers, query };
	const form = await new Response(rawBody, { headers: { 'content-type': type } })
		.formData()
		.catch(() => new FormData());
	const data = Object.fromEntries(
		[...form.keys()].map((name) => {
			const values = form.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
	return { headers, query, body: { data, files: {} } };
};

/** A wait that does not keep the tests from ending. */
const unheld = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());

/** n8n runs behind Express, which gives a response these methods. */
const hostResponse = (outgoing: ServerResponse): HostResponse => {
	const response = Object.assign(outgoing, {
		status: (code: number) => Object.assign(response, { statusCode: code }),
		type: () => response,
		send: (text: string) => response.end(text) as unknown as HostResponse,
	}) as unknown as HostResponse & ServerResponse;
	return response;
};

const keysOf = (credential: HostCredential | HostStores | undefined): string[] =>
	credential && 'apiKeys' in credential ? credential.apiKeys.split(/[\s,]+/) : [credential?.apiKey ?? ''];

/** The trigger behind real HTTP, in n8n's own sequence around webhook(). */
export const webhookServer = async (
	credential: HostCredential | HostStores | undefined,
	parameters: INodeParameters,
	mode?: 'manual',
	nodes?: HostOptions['nodes'],
) => {
	for (const key of keysOf(credential)) secrets.keep(key);
	const host = new N8nHost({ credential, parameters, ...(mode && { mode }), ...(nodes && { nodes }) }, WebhookContext);
	const receiver = new Receiver(
		{ now: () => Date.now(), sleep: async (milliseconds) => await unheld(milliseconds) },
		new WorkflowMemory(),
	);
	const server = createServer((incoming, outgoing) => {
		void hostRequest(incoming).then(
			async (incomingRequest) =>
				await host.receive(
					incomingRequest,
					hostResponse(outgoing),
					async (context) => await running.webhook(context),
					running.mishaps,
					new URL(incoming.url ?? '/', 'http://n8n').pathname.split('/').at(-1),
				),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	const running: WebhookServer = {
		url,
		host,
		mishaps: {},
		webhook: async (context) => await receiver.receive(context),
		items: () => host.executions,
		post: async (body, headers = {}, query = '', nodeId = host.nodes[0].id) => {
			const before = host.executions.length;
			const reply = await request(`${url}/${nodeId}${query}`, { method: 'POST', headers, body });
			const answered = {
				status: reply.statusCode,
				text: await reply.body.text(),
				items: host.executions.slice(before),
			};
			secrets.look('answer to a post', answered);
			secrets.look('static data', host.database);
			return answered;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return running;
};
