import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectionDropped, type SandboxReply, type SandboxRequest } from './messages.cts';

export type Handle = (request: SandboxRequest) => Promise<SandboxReply>;

async function readRequest(message: IncomingMessage): Promise<SandboxRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const headers = Object.fromEntries(
		Object.entries(message.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
	const { method = 'GET', url = '/' } = message;
	return { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

async function respond(handle: Handle, message: IncomingMessage, response: ServerResponse): Promise<void> {
	try {
		// The sandbox writes a Date header of its own, from its own clock, or none (switch `dateHeader`).
		response.sendDate = false;
		const { status, headers, body, more } = await handle(await readRequest(message));
		if (more) {
			response.writeHead(status, headers);
			response.write(body);
			response.once(
				'close',
				more((text) => void response.write(text)),
			);
			return;
		}
		response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
		response.end(body);
	} catch (error) {
		if (!(error instanceof ConnectionDropped) && !response.headersSent && !message.socket.destroyed) {
			response.writeHead(500, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ status: 'error', message: `The sandbox itself broke: ${String(error)}` }));
			return;
		}
		message.socket.destroy();
	}
}

export interface Listening {
	/** For example `http://127.0.0.1:4010`. */
	url: string;
	close: () => Promise<void>;
}

/** Listens on loopback unless told otherwise; rejects when the port is taken. */
export function listen(handle: Handle, port: number, host: string): Promise<Listening> {
	const server: Server = createServer((message, response) => void respond(handle, message, response));
	// The sandbox writes its own Date header, from its own clock.
	server.on('connection', (socket) => socket.setNoDelay(true));
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			const address = server.address() as AddressInfo;
			const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
			resolve({
				url: `http://${shown}:${address.port}`,
				close: () =>
					new Promise((closed) => {
						server.close(() => closed());
						server.closeAllConnections();
					}),
			});
		});
	});
}
