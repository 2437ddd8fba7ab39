import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { ApiReply, ApiRequest, JsonObject } from '../../api/types';
import { createSandbox, seededRandom } from '../../sandbox/index.cts';
import type { Random, Sandbox } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';

const baseUrl = 'http://localhost/api/v2';
let worlds = 0;

/** Stands between the clients and the store: what it returns goes on in place of what came. */
export interface Wire {
	asks?(request: ApiRequest): void;
	answers?(request: ApiRequest, body: JsonObject): void;
}

/** The sandbox store and clients of one process, or of several, in virtual time. */
export class UpdateWorld {
	readonly time = new VirtualTime();

	readonly random: Random;

	readonly sandbox: Sandbox;

	private readonly name = `updates ${++worlds}`;

	private readonly limiter = new Limiter(this.time);

	private readonly breakers = new CircuitBreakers();

	constructor(
		seed: number,
		private readonly wire: Wire = {},
	) {
		this.random = seededRandom(seed);
		this.sandbox = createSandbox({ clock: this.time, seed, rateLimit: false, switches: { noteLimit: 0 } });
	}

	/** A client of an execution. Those of different processes know nothing of each other. */
	client(processNumber = 0): OrderDeskClient {
		return new OrderDeskClient({
			now: this.time.now,
			sleep: this.time.sleep,
			send: async (request) => await this.send(request),
			limiter: this.limiter,
			breakers: this.breakers,
			storeKey: `${this.name} ${processNumber}`,
			baseUrl,
			random: this.random,
		});
	}

	/** Milliseconds up to `most`. */
	async wait(most: number): Promise<void> {
		await this.time.sleep(this.random() * most);
	}

	private async send(request: ApiRequest): Promise<ApiReply> {
		this.wire.asks?.(request);
		await this.wait(300);
		const { status, headers, body } = await this.sandbox.handle({
			method: request.method,
			url: `/api/v2${request.path}`,
			headers: { 'ORDERDESK-STORE-ID': '11', 'ORDERDESK-API-KEY': 'sandbox-api-key' },
			...(request.body !== undefined && { body: JSON.stringify(request.body) }),
		});
		await this.wait(300);
		const answer = JSON.parse(body) as JsonObject;
		this.wire.answers?.(request, answer);
		return { status, headers, body: answer };
	}
}
