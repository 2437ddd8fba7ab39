import type { ApiReply, Clock } from '../../api/types';
import { orderDeskBucket, seededRandom, TokenBucket } from '../../sandbox/index.cts';
import type { Random } from '../../sandbox/index.cts';
import { VirtualTime } from '../virtual/time.cts';
import type { ForeignUser, Range, Scenario } from './scenario.cts';

/** What was measured in one run. */
export interface Measured {
	/** Milliseconds from the first request to the last answer, divided by the least that is possible. */
	ratio: number;
	/** Answers 429 to us. */
	throttled: number;
	/** Requests of the job that never succeeded. */
	failed: number;
	/** Requests that were sent, repeats included. */
	sent: number;
	/** The same of the other user. */
	foreign: { sent: number; throttled: number };
}

/** Lets time pass until the work is done. */
export type Run = <T>(time: VirtualTime, work: () => Promise<T>) => Promise<T>;

const justRun: Run = async (time, work) => await time.until(work());

/** One store in virtual time, with its bucket, its network and its other users. */
export class World {
	readonly time = new VirtualTime();

	readonly random: Random;

	readonly counts = { sent: 0, throttled: 0, foreign: { sent: 0, throttled: 0 } };

	private readonly bucket: TokenBucket;

	private readonly start: number;

	/** When the other user took a token. Milliseconds from the start. */
	private readonly foreignTakes: number[] = [];

	/** When the machine is idle again, by period. Milliseconds from the start. */
	private readonly idleAt: number[] = [];

	private over = false;

	constructor(
		private readonly scenario: Scenario,
		seed: number,
	) {
		this.random = seededRandom(seed);
		this.start = this.time.now();
		// The store is at any part of a second, since refills by the whole second depend on it.
		const ahead = Math.floor(this.random() * 1_000);
		const storeClock = { now: () => this.time.now() + ahead, after: this.time.after.bind(this.time) };
		this.bucket = new TokenBucket(storeClock, orderDeskBucket, { refill: scenario.refill });
		this.bucket.fill(scenario.tokens);
		if (scenario.foreign) this.visit(scenario.foreign);
	}

	/** The clock of the machine that sends, which may be wrong. */
	get machine(): Clock {
		const { clockJump } = this.scenario;
		return {
			now: () => this.time.now() + (clockJump && this.elapsed >= clockJump.at ? clockJump.by : 0),
			sleep: async (milliseconds) => {
				await this.time.sleep(milliseconds);
				await this.untilIdle();
			},
		};
	}

	/** Sends one request: 200, or 429 when the bucket is empty. */
	async send(): Promise<ApiReply> {
		await this.untilIdle();
		this.counts.sent += 1;
		await this.pass(this.scenario.toStore);
		const reply = this.answer();
		if (reply.status === 200) await this.pass(this.scenario.work);
		else this.counts.throttled += 1;
		if (this.scenario.counts === 'at answer') reply.headers['x-tokens-remaining'] = String(this.bucket.remaining());
		await this.pass(this.scenario.fromStore);
		await this.untilIdle();
		return reply;
	}

	/** What a busy machine has to do waits until it is idle again. */
	private async untilIdle(): Promise<void> {
		const { busy } = this.scenario;
		if (!busy) return;
		const period = Math.floor(this.elapsed / busy.every);
		this.idleAt[period] ??= period * busy.every + this.between(busy.for);
		await this.time.sleep(Math.max(0, this.idleAt[period] - this.elapsed));
	}

	/**
	 * Lets virtual time pass until `job` is done, and measures it.
	 *
	 * @param wanted how many requests the job has to do
	 * @param run how time is let pass
	 */
	async measure(wanted: number, job: () => Promise<{ failed: number }>, run = justRun): Promise<Measured> {
		let makespan = 0;
		const { failed } = await run(this.time, async () => {
			const done = await job();
			makespan = this.elapsed;
			this.over = true;
			return done;
		});
		return { ...this.counts, failed, ratio: makespan / this.optimum(wanted) };
	}

	/** Milliseconds since the start. */
	get elapsed(): number {
		return this.time.now() - this.start;
	}

	private answer(): ApiReply {
		const { closed, counts } = this.scenario;
		const headers: Record<string, string> = {};
		const isClosed = closed && this.elapsed >= closed.from && this.elapsed < closed.to;
		const admitted = !isClosed && this.bucket.take();
		if (counts === 'at arrival') headers['x-tokens-remaining'] = String(this.bucket.remaining());
		if (admitted) return { status: 200, headers, body: { status: 'success', order: { id: '1' } } };
		headers['x-retry-after'] = String(isClosed ? closed.retryAfter : this.bucket.retryAfter());
		return { status: 429, headers, body: { status: 'error', message: 'Too Many Requests' } };
	}

	private async pass(range: Range): Promise<void> {
		await this.time.sleep(this.between(range));
	}

	private between([least, most]: Range): number {
		return least + this.random() * (most - least);
	}

	private visit(user: ForeignUser): void {
		this.time.after(user.pause(this.random), () => {
			if (this.over) return;
			for (let request = 0; request < user.requests; request++) {
				this.counts.foreign.sent += 1;
				if (this.bucket.take()) this.foreignTakes.push(this.elapsed);
				else this.counts.foreign.throttled += 1;
			}
			this.visit(user);
		});
	}

	/**
	 * The least time in which `wanted` requests can be answered: the bucket has to hold a token for the last one, after
	 * those that the other user took, and then there is one round trip. Milliseconds.
	 */
	private optimum(wanted: number): number {
		const { capacity, refillPerSecond } = orderDeskBucket;
		const { tokens, toStore, fromStore, work } = this.scenario;
		const start = Math.min(tokens, capacity);
		let foreign = 0;
		let admitted = Math.max(0, ((wanted - start) / refillPerSecond) * 1000);
		for (const at of this.foreignTakes) {
			if (at > admitted) break;
			foreign += 1;
			admitted = Math.max(0, ((wanted + foreign - start) / refillPerSecond) * 1000);
		}
		return admitted + toStore[0] + work[0] + fromStore[0];
	}
}
