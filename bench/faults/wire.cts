import { ConnectionDropped } from '../../sandbox/index.cts';
import type { Random, SandboxReply, SandboxRequest } from '../../sandbox/index.cts';
import type { VirtualTime } from '../virtual/time.cts';

/** One request on its way to the store. */
export interface Trip {
	request: SandboxRequest;
	time: VirtualTime;
	random: Random;
	/** Lets the store do the work; what it answers. Another request may be put in its place. */
	work: (request?: SandboxRequest) => Promise<SandboxReply>;
}

const pick = <T,>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

const reply = (status: number, body: string): SandboxReply => ({ status, headers: {}, body });

const page = '<html><body><h1>One moment, please</h1></body></html>';
const errors = [
	reply(500, '{"status":"error","message":"Internal Server Error"}'),
	reply(502, page),
	reply(503, ''),
	reply(504, page),
	reply(408, '{"status":"error","message":"Request Timeout"}'),
];
/** No answer of Order Desk, though HTTP 200. */
const nonsense = ['[true]', 'null', '{}', '"success"', 'Fatal error: Allowed memory size exhausted', page, ''];

class Broken extends Error {
	constructor(readonly code: string) {
		super(`The connection broke: ${code}`);
	}
}

/** After how many milliseconds a slow write takes effect, counted from the moment its answer is lost. */
const lateBy = ({ random }: Trip): number => 500 + random() * 9_000;

const rowsOf = ({ request }: Trip): unknown[] => {
	const body = JSON.parse(request.body ?? 'null') as unknown;
	return Array.isArray(body) ? body : [];
};

/** The first rows of a batch as one request, the others as another. */
const halves = (trip: Trip): [SandboxRequest, SandboxRequest] => {
	const rows = rowsOf(trip);
	const size = Math.floor(trip.random() * (rows.length + 1));
	const part = (some: unknown[]): SandboxRequest => ({ ...trip.request, body: JSON.stringify(some) });
	return [part(rows.slice(0, size)), part(rows.slice(size))];
};

interface Fault {
	/** Where it can strike; everywhere when left out. */
	where?: (trip: Trip) => boolean;
	strike(trip: Trip): Promise<SandboxReply>;
}

const addsItems = (body: string): boolean => {
	const { order_items: items = [] } = (body ? JSON.parse(body) : {}) as { order_items?: Array<{ id?: unknown }> };
	return items.some(({ id }) => id === undefined);
};

const isBatch = (trip: Trip): boolean => rowsOf(trip).length > 1;

/** Everything that can befall a request. */
const wireFaults = {
	refusedConnection: {
		strike: async () => await Promise.reject(new Broken('ECONNREFUSED')),
	},
	lostRequest: {
		strike: async () => await Promise.reject(new ConnectionDropped()),
	},
	lostAnswer: {
		strike: async ({ work }) => {
			await work();
			throw new ConnectionDropped();
		},
	},
	timeout: {
		strike: async ({ work, time }) => {
			await work();
			await time.sleep(60_000);
			throw new Broken('ETIMEDOUT');
		},
	},
	/** A gateway gives up while Order Desk is still at work. */
	late: {
		strike: async (trip) => {
			trip.time.after(lateBy(trip), () => void trip.work());
			return await Promise.resolve(reply(504, page));
		},
	},
	errorBefore: {
		strike: async ({ random }) => await Promise.resolve(pick(random, errors)),
	},
	errorAfter: {
		strike: async ({ work, random }) => {
			await work();
			return pick(random, errors);
		},
	},
	nonsenseBefore: {
		strike: async ({ random }) => await Promise.resolve(reply(200, pick(random, nonsense))),
	},
	nonsenseAfter: {
		strike: async ({ work, random }) => {
			const { body } = await work();
			// A success of which only the verdict is left. Nothing makes one out of a refusal.
			const bare = body.includes('"status":"success"') ? ['{"status":"success"}'] : [];
			return reply(200, pick(random, [...nonsense, ...bare]));
		},
	},
	truncated: {
		strike: async ({ work }) => {
			const whole = await work();
			return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
		},
	},
	throttled: {
		strike: async () =>
			await Promise.resolve({ ...reply(429, '{"status":"error"}'), headers: { 'x-retry-after': '1' } }),
	},
	/**
	 * A proxy sends the request twice, which HTTP allows it for these methods only (RFC 9110, 9.2.2). An order with new
	 * items is left out: Order Desk adds them with every PUT, whoever has sent it twice.
	 */
	duplicated: {
		where: ({ request: { method, body = '' } }) => method !== 'POST' && !addsItems(body),
		strike: async ({ work }) => {
			const first = await work();
			await work();
			return first;
		},
	},
	/** Order Desk dies in the midst of a batch. */
	halfDone: {
		where: isBatch,
		strike: async (trip) => {
			await trip.work(halves(trip)[0]);
			throw new ConnectionDropped();
		},
	},
	halfLate: {
		where: isBatch,
		strike: async (trip) => {
			const [first, second] = halves(trip);
			await trip.work(first);
			trip.time.after(lateBy(trip), () => void trip.work(second));
			throw new ConnectionDropped();
		},
	},
} as const satisfies Record<string, Fault>;

export type WireFault = keyof typeof wireFaults;

const faults: readonly Fault[] = Object.values(wireFaults);

/** Takes a request to the store and back, through a fault with the given probability. */
export const travel = async (trip: Trip, probability: number): Promise<SandboxReply> => {
	const { time, random } = trip;
	await time.sleep(20 + random() * 200);
	const fault =
		random() < probability
			? pick(
					random,
					faults.filter(({ where }) => where?.(trip) ?? true),
				)
			: undefined;
	const answer = await (fault?.strike(trip) ?? trip.work());
	await time.sleep(20 + random() * 200);
	return answer;
};
