import type { IAllExecuteFunctions, ICredentialsDecrypted } from 'n8n-workflow';
import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { maxPerPage } from '../../api/lists/paging';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { Clock } from '../../api/types';
import { sendThrough } from '../../nodes/connection/transport';
import { defaultSwitches, orderDeskBucket, TokenBucket, type Clock as StoreClock } from '../../sandbox/index.cts';
import { orderTexts } from './orderTexts.cts';

const baseUrl = 'https://app.orderdesk.me/api/v2';
const credential: ICredentialsDecrypted = {
	id: '',
	name: 'orderDeskApi',
	type: 'orderDeskApi',
	data: { storeId: '11', apiKey: 'kYh2pTqW9sVb4nXc7mRz' },
};

/** The answer that names the folders. */
const folders =
	'{"status":"success","store":{"id":"11","folders":{"21654":"New","21655":"Prepared","21656":"Closed"}}}';

/** One request takes this long, in virtual time. Milliseconds. */
const latency = 100;

/**
 * A store that lists its orders by id, and the connector's own client and transport in front of it. The answers are
 * text, as n8n's HTTP helper hands it over; nothing else is left out but the socket. Time is virtual.
 */
export class ListedStore {
	/** Milliseconds since the start. */
	now = 0;

	requests = 0;

	/** Orders in all answers. */
	rows = 0;

	private readonly textOf: (number: number) => string;

	private readonly kept = new Map<string, string>();

	private readonly bucket: TokenBucket;

	/** @param keep whether an answer is written only once, so that writing it does not count with the reading */
	constructor(
		readonly count: number,
		private readonly options: { seed: number; keep: boolean },
	) {
		this.textOf = orderTexts(options.seed);
		const clock: StoreClock = { now: () => this.now, after: () => () => undefined };
		this.bucket = new TokenBucket(clock, orderDeskBucket, defaultSwitches());
	}

	/** The answers that were kept. */
	texts(): string[] {
		return [...this.kept.values()];
	}

	/** Everything in full pages. */
	*allTexts(): Generator<string> {
		for (let offset = 0; offset < this.count; offset += maxPerPage) yield this.page(offset, maxPerPage, false);
	}

	/** A client that finds the store rested: nobody has used it for a minute. */
	client(): OrderDeskClient {
		this.now += 60_000;
		const clock: Clock = {
			now: () => this.now,
			sleep: async (milliseconds) => void (this.now += milliseconds),
		};
		const context = { helpers: { httpRequestWithAuthentication: this.answer } } as unknown as IAllExecuteFunctions;
		return new OrderDeskClient({
			...clock,
			send: sendThrough(context, baseUrl, credential),
			limiter: new Limiter(clock),
			breakers: new CircuitBreakers(),
			storeKey: 'app.orderdesk.me 11',
			baseUrl,
		});
	}

	private readonly answer = async (_type: string, { url }: { url: string }) => {
		this.requests += 1;
		this.now += latency / 2;
		const allowed = this.bucket.take();
		const { pathname, searchParams } = new URL(url);
		const [offset = 0, limit = 50] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)));
		this.now += latency / 2;
		return {
			statusCode: allowed ? 200 : 429,
			headers: {
				'X-Tokens-Remaining': this.bucket.remaining(),
				...(!allowed && { 'X-Retry-After': this.bucket.retryAfter() }),
			},
			body: !allowed
				? '{"status":"error"}'
				: pathname.endsWith('/store')
					? folders
					: this.page(offset, limit, searchParams.get('order') === 'DESC'),
		};
	};

	private page(offset: number, limit: number, descending: boolean): string {
		const rows = Math.max(0, Math.min(limit, this.count - offset));
		this.rows += rows;
		const key = `${offset} ${limit} ${descending}`;
		const known = this.kept.get(key);
		if (known !== undefined) return known;
		const numbers = Array.from({ length: rows }, (_, n) => (descending ? this.count - 1 - offset - n : offset + n));
		const head = `{"status":"success","execution_time":"0.0208 seconds","total_records":${this.count},`;
		const text = `${head}"records_returned":${rows},"offset":${offset},"limit":${limit},"orders":[${numbers.map(this.textOf).join(',')}]}`;
		if (this.options.keep) this.kept.set(key, text);
		return text;
	}
}
