import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

/** One HTTP request as it would go over the wire. */
export interface WireRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body?: string;
}

export interface WireReply {
	status: number;
	headers: Record<string, string>;
	body: string;
}

export type Wire = (request: WireRequest) => Promise<WireReply>;

/** What is used of axios, n8n's HTTP client. */
interface Axios {
	defaults: { adapter?: unknown };
	getUri(config: Config): string;
	AxiosError: new (message: string, code: string, config: Config, request: object, response: object) => Error;
}

interface Config {
	method?: string;
	headers: { toJSON(): Record<string, unknown> };
	data?: unknown;
	responseType?: string;
	validateStatus?: ((status: number) => boolean) | null;
}

const bodyAs = (responseType: string | undefined, body: string): unknown => {
	if (responseType === 'arraybuffer') return Buffer.from(body);
	return responseType === 'stream' ? Readable.from([Buffer.from(body)]) : body;
};

/** The very copy that n8n uses. */
const axios = createRequire(require.resolve('n8n-core'))('axios') as Axios;

/**
 * Puts a store in the place of all sockets: while `work` is under way, what n8n sends arrives at `wire`. All of n8n's own
 * HTTP code stays at work above it.
 */
export const overWire = async <T,>(wire: Wire, work: () => Promise<T>): Promise<T> => {
	const { adapter } = axios.defaults;
	axios.defaults.adapter = async (config: Config) => {
		const { status, headers, body } = await wire({
			method: (config.method ?? 'get').toUpperCase(),
			url: axios.getUri(config),
			headers: Object.fromEntries(
				Object.entries(config.headers.toJSON()).map(([name, value]) => [name, String(value)]),
			),
			...(typeof config.data === 'string' && { body: config.data }),
		});
		const data = bodyAs(config.responseType, body);
		const response = { data, status, statusText: '', headers, config, request: {} };
		if (config.validateStatus?.(status) ?? true) return response;
		throw new axios.AxiosError(`Request failed with status code ${status}`, 'ERR_BAD_REQUEST', config, {}, response);
	};
	try {
		return await work();
	} finally {
		axios.defaults.adapter = adapter;
	}
};
