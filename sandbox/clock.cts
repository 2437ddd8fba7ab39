/** The only source of time in the sandbox, so that tests can run hours of retries in milliseconds. */
export interface Clock {
	/** Milliseconds since 1970, UTC. */
	now(): number;
	/** Runs `run` after so many milliseconds; the returned function cancels it. */
	after(milliseconds: number, run: () => void | Promise<void>): () => void;
	/** Says that real input or output is under way: virtual time stands still until it is over. */
	waitFor?(work: Promise<unknown>): void;
}

export interface VirtualClock extends Clock {
	/** Moves time on, running due timers in order and letting what they start run as far as it can. */
	advance(milliseconds: number): Promise<void>;
}

// The longest delay Node's timers know (2^31 - 1 ms); a longer one would fire at once.
const LONGEST_DELAY = 2_147_483_647;

export function systemClock(): Clock {
	return {
		now: () => Date.now(),
		after(milliseconds, run) {
			const timer = setTimeout(() => void run(), Math.min(Math.max(milliseconds, 0), LONGEST_DELAY));
			return () => clearTimeout(timer);
		},
	};
}

interface Timer {
	at: number;
	run: () => void | Promise<void>;
}

/** One turn of Node's event loop: every promise chain that needs no timer has run to its end. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function virtualClock(startMs: number = Date.UTC(2026, 0, 15, 12)): VirtualClock {
	let now = startMs;
	const timers = new Set<Timer>();
	const busy = new Set<Promise<unknown>>();

	const settle = async (): Promise<void> => {
		await turn();
		await turn();
		while (busy.size > 0) {
			await Promise.allSettled(busy);
			await turn();
		}
	};
	const nextDue = (until: number): Timer | undefined => {
		let next: Timer | undefined;
		for (const timer of timers) {
			// Timers are met in the order they were made, so that of equal ones the first is kept.
			if (timer.at <= until && (!next || timer.at < next.at)) next = timer;
		}
		return next;
	};

	return {
		now: () => now,
		after(milliseconds, run) {
			const timer = { at: now + Math.max(milliseconds, 0), run };
			timers.add(timer);
			return () => void timers.delete(timer);
		},
		waitFor(work) {
			busy.add(work);
			const done = (): void => void busy.delete(work);
			work.then(done, done);
		},
		async advance(milliseconds) {
			const until = now + milliseconds;
			await settle();
			for (let timer = nextDue(until); timer; timer = nextDue(until)) {
				timers.delete(timer);
				now = Math.max(now, timer.at);
				void timer.run();
				await settle();
			}
			now = until;
			await settle();
		},
	};
}

export const sleep = (clock: Clock, milliseconds: number): Promise<void> =>
	new Promise((resolve) => void clock.after(milliseconds, resolve));
