import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { posix } from 'node:path';

/** A request as it arrived. */
export interface Arrival {
	/** As it stood in the first line. */
	target: string;
	headers: IncomingHttpHeaders;
}

/** A server on this machine that writes down what arrives. */
export interface Witness {
	port: number;
	arrivals: Arrival[];
	/** Connections, with a request or without. */
	connections: number;
	close(): Promise<void>;
}

export const startWitness = async (answer: RequestListener): Promise<Witness> => {
	const server = createServer((request, response) => {
		witness.arrivals.push({ target: request.url ?? '', headers: request.headers });
		request.resume();
		answer(request, response);
	});
	const witness: Witness = {
		port: 0,
		arrivals: [],
		connections: 0,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	server.on('connection', () => (witness.connections += 1));
	await once(server.listen(0, '127.0.0.1'), 'listening');
	witness.port = (server.address() as AddressInfo).port;
	return witness;
};

/** More layers of percent-encoding than any server takes off. */
const mostLayers = 12;

/** What percent-encoding stands for, also where that is no text: overlong forms of `.` and `/` are read as such. */
const decodedOnce = (text: string): string =>
	Buffer.from(
		text
			.replace(/%c0%ae/gi, '.')
			.replace(/%c0%af/gi, '/')
			.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString('utf8');

/** As the most generous server resolves a path: what looks like a dot or a slash is one, and a part ends at a semicolon. */
const isBelow = (base: string, path: string): boolean =>
	posix
		.normalize(
			path
				.normalize('NFKC')
				.replaceAll('\\', '/')
				.replace(/;[^/]*/g, ''),
		)
		.startsWith(`${base}/`);

/** Whether a request was for something outside `base`, however often its path is decoded. */
export const strays = (base: string, { target }: Arrival): boolean => {
	let path = target.replace(/[?#].*/s, '');
	for (let layer = 0; layer < mostLayers; layer++) {
		if (!isBelow(base, path)) return true;
		path = decodedOnce(path);
	}
	return false;
};
