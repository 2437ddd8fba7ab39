import type { Clock as ClientClock } from '../../api/types';
import type { Clock as StoreClock } from '../../sandbox/index.cts';

interface Timer {
	at: number;
	/** Running number, so that timers of one moment run in their sequence. */
	number: number;
	run: () => void | Promise<void>;
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.number < b.number);

/** Every promise chain that needs no timer has run to its end. */
const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Time that jumps to the next timer as soon as nothing else is to be done. For the store and its clients alike. */
export class VirtualTime implements StoreClock, ClientClock {
	private moment = Date.UTC(2026, 0, 15, 12);

	/** A binary heap. */
	private readonly timers: Timer[] = [];

	private made = 0;

	readonly now = (): number => this.moment;

	readonly sleep = async (milliseconds: number): Promise<void> =>
		await new Promise((resolve) => void this.after(milliseconds, resolve));

	after(milliseconds: number, run: () => void | Promise<void>): () => void {
		const timer: Timer = { at: this.moment + Math.max(0, milliseconds), number: ++this.made, run };
		this.push(timer);
		return () => void (timer.run = () => undefined);
	}

	/** Lets time pass until the promise is settled. */
	async until<T>(work: Promise<T>): Promise<T> {
		let settled = false;
		const done = () => void (settled = true);
		work.then(done, done);
		for (await turn(); !settled; await turn()) {
			const timer = this.pop();
			if (!timer) throw new Error('Nothing more happens in virtual time');
			this.moment = Math.max(this.moment, timer.at);
			void timer.run();
		}
		return await work;
	}

	private push(timer: Timer): void {
		const { timers } = this;
		let place = timers.length;
		for (let parent = (place - 1) >> 1; place > 0; parent = (place - 1) >> 1) {
			const above = timers[parent];
			if (!above || isBefore(above, timer)) break;
			timers[place] = above;
			place = parent;
		}
		timers[place] = timer;
	}

	private pop(): Timer | undefined {
		const { timers } = this;
		const first = timers[0];
		const last = timers.pop();
		if (!last || last === first) return first;
		let place = 0;
		for (;;) {
			const left = 2 * place + 1;
			const [a, b] = [timers[left], timers[left + 1]];
			const child = a && b && isBefore(b, a) ? left + 1 : left;
			const below = timers[child];
			if (!below || isBefore(last, below)) break;
			timers[place] = below;
			place = child;
		}
		timers[place] = last;
		return first;
	}
}
