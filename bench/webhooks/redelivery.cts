import type { IDataObject, INodeParameters, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { Receiver } from '../../nodes/OrderDeskTrigger/receiver';
import { WorkflowMemory } from '../../nodes/shared/workflowMemory';
import { seededRandom, sleep, virtualClock } from '../../sandbox/index.cts';
import type { Clock, Random } from '../../sandbox/index.cts';
import { MemoryResponse } from './http.cts';
import type { HostRequest } from './http.cts';
import type { Mishaps, N8nHost } from './n8nHost.cts';
import { hashOf, json, requestOf } from './posts.cts';
import { hostOf } from './receiving.cts';

const minute = 60_000;
const hour = 60 * minute;

/** Order Desk's waits before each repeat of a post that was not received. Milliseconds. */
const waits = [10_000, 3 * minute, 12 * minute, 35 * minute, hour];
/** When staff runs again what has failed for good, or what they want to see once more. */
const byHand = 5 * hour;

const chances = { notRecorded: 0.05, hungUp: 0.05, answerLost: 0.05, unreachable: 0.03, runAgain: 0.05, death: 0.001 };
/** Between two posts on average: 4,320 a day. A burst comes at once. Milliseconds. */
const apart = 20_000;
const burst = 20;
const restartEvery = 2 * hour;
/** n8n records an execution, and answers, within this time. Milliseconds. */
const slowest = 2_000;

type Webhook = (context: IWebhookFunctions) => Promise<IWebhookResponseData>;

/** How a process of n8n takes posts: the trigger, or something known to be wrong. */
export interface Way {
	parameters?: INodeParameters;
	/** Called for every process. */
	start: (clock: Clock) => Webhook;
}

const receiverOf = (clock: Clock): Receiver =>
	new Receiver(
		{ now: () => clock.now(), sleep: async (milliseconds) => await sleep(clock, milliseconds) },
		new WorkflowMemory(),
	);

export const ourWay: Way = {
	start: (clock) => {
		const receiver = receiverOf(clock);
		return async (context) => await receiver.receive(context);
	},
};

/** Remembers nothing, as n8n's webhook triggers do. */
export const forgetful: Way = { ...ourWay, parameters: { options: { emitRepeats: true } } };

/** Relies on the static data alone, which overlapping posts overwrite. */
export const staticDataOnly: Way = {
	start: (clock) => async (context) => await receiverOf(clock).receive(context),
};

/** Puts what it took into the static data at once, which n8n forgets when it records the execution. */
export const early: Way = {
	start: () => async (context) => {
		const kept = context.getWorkflowStaticData('node');
		const seen = (kept['seen'] ?? []) as unknown[];
		const hash = context.getHeaderData()['x-order-desk-hash'];
		if (seen.includes(hash)) return { webhookResponse: 'Accepted before' };
		kept['seen'] = [...seen, hash] as IDataObject[];
		const { rawBody } = context.getRequestObject() as unknown as HostRequest;
		const json = JSON.parse(String(rawBody)) as IDataObject;
		return await Promise.resolve({ workflowData: [[{ json }]], webhookResponse: 'Accepted' });
	},
};

/** Remembers a post as soon as it is there, whatever becomes of its execution. */
export const hasty: Way = {
	...forgetful,
	start: (clock) => {
		const receive = ourWay.start(clock);
		const seen = new Set<unknown>();
		return async (context) => {
			const hash = context.getHeaderData()['x-order-desk-hash'];
			if (seen.has(hash)) return { webhookResponse: 'Accepted before' };
			seen.add(hash);
			return await receive(context);
		};
	},
};

export interface Course {
	deliveries: number;
	/** Executions beyond the first of a post. */
	repeated: number;
	/** Posts that Order Desk takes for received and no execution was started for. */
	lost: number;
	/** The most that n8n had to keep for the workflow. Bytes. */
	state: number;
}

/** One process of n8n. */
interface Process {
	isAlive: boolean;
	isLeaving: boolean;
	/** Posts it is at work on. */
	working: number;
	webhook: Webhook;
}

/** One run of an Order Desk that posts, repeats and loses answers, against an n8n that fails, restarts and dies. */
class Run {
	private readonly clock = virtualClock();

	private readonly received = new Set<number>();

	private process: Process;

	private posts = 0;

	private deliveries = 0;

	private state = 0;

	private host!: N8nHost;

	constructor(
		private readonly way: Way,
		private readonly random: Random,
	) {
		this.process = this.started();
	}

	async course(count: number): Promise<Course> {
		this.host = await hostOf(this.way.parameters ?? {}, {
			recording: async () => await sleep(this.clock, this.random() * slowest),
		});
		const arrive = (): void => {
			const arriving = this.random() < 0.01 ? burst : 1;
			for (let n = 0; n < arriving; n++) this.deliver(this.posts++);
			if (this.deliveries < count) this.clock.after(-Math.log(1 - this.random()) * apart * arriving, arrive);
		};
		const restart = (): void => {
			this.restart();
			if (this.deliveries < count) this.clock.after(restartEvery, restart);
		};
		arrive();
		restart();
		while (this.deliveries < count || this.received.size < this.posts) await this.clock.advance(hour);
		// What staff still runs again arrives too.
		await this.clock.advance(2 * byHand);

		const executions = new Map<string, number>();
		for (const { id } of this.host.executions) executions.set(String(id), (executions.get(String(id)) ?? 0) + 1);
		const lost = [...this.received].filter((post) => !executions.has(String(post + 1))).length;
		return {
			deliveries: this.deliveries,
			repeated: this.host.executions.length - executions.size,
			lost,
			state: this.state,
		};
	}

	private started(): Process {
		return { isAlive: true, isLeaving: false, working: 0, webhook: this.way.start(this.clock) };
	}

	/** n8n takes no more posts, finishes those it has, ends, and is started again. */
	private restart(): void {
		const { process } = this;
		process.isLeaving = true;
		if (process.working > 0 && process.isAlive) this.clock.after(100, () => this.restart());
		else this.process = this.started();
	}

	private chance(name: keyof typeof chances): boolean {
		return this.random() < chances[name];
	}

	/** Posts, and again as long as it is not received. */
	private deliver(post: number, failed = 0): void {
		this.deliveries++;
		void this.attempt(post).then((status) => {
			if (status === 200) this.receivedNow(post);
			else this.clock.after(waits[failed] ?? byHand, () => this.deliver(post, failed < waits.length ? failed + 1 : 0));
		});
	}

	private receivedNow(post: number): void {
		if (!this.received.has(post) && this.chance('runAgain'))
			this.clock.after(this.random() * byHand, () => this.deliver(post));
		this.received.add(post);
	}

	/** The status that Order Desk sees; 0 when it sees none. */
	private async attempt(post: number): Promise<number> {
		const { process } = this;
		if (this.chance('unreachable') || process.isLeaving) return 0;
		process.working++;
		if (this.chance('death')) {
			process.isAlive = false;
			this.restart();
		}
		const mishaps: Mishaps = {
			recording: this.chance('notRecorded'),
			hangUp: this.chance('hungUp'),
			isAlive: () => process.isAlive,
		};
		const response = new MemoryResponse();
		await this.host.receive(requestFor(post), response, process.webhook, mishaps);
		process.working--;
		this.state = Math.max(this.state, this.host.database.length);
		const isSeen = !mishaps.hangUp && process.isAlive && !this.chance('answerLost');
		return isSeen ? response.statusCode : 0;
	}
}

const requestFor = (post: number): HostRequest => {
	const text = `{"id":"${post + 1}"}`;
	return requestOf(json, text, hashOf(text));
};

export const redelivered = async (count: number, seed: number, way: Way): Promise<Course> =>
	await new Run(way, seededRandom(seed)).course(count);

/** Executions beyond the first, for each death of n8n between recording an execution and keeping what was accepted. */
export const repeatedPerDeath = async (deaths: number): Promise<number> => {
	const clock = virtualClock();
	const host = await hostOf({});
	for (let post = 0; post < deaths; post++) {
		for (const death of [true, false, false])
			await host.receive(requestFor(post), new MemoryResponse(), ourWay.start(clock), { death });
	}
	return (host.executions.length - deaths) / deaths;
};
