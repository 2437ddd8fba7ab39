import type { VirtualTime } from './time.cts';

/** Names of the globals by which code that knows nothing of virtual time waits and looks at the clock. */
const timers = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const;

type Run = (...args: unknown[]) => void;

/** What Node's timers return, as far as libraries use it. */
class Timer {
	constructor(readonly cancel: () => void) {}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	hasRef(): boolean {
		return true;
	}
}

const cancel = (timer: unknown): void => {
	if (timer instanceof Timer) timer.cancel();
};

const virtualTimers = (time: VirtualTime): Record<(typeof timers)[number], unknown> => ({
	setTimeout: (run: Run, milliseconds = 0, ...args: unknown[]) =>
		new Timer(time.after(milliseconds, () => run(...args))),
	setInterval: (run: Run, milliseconds = 0, ...args: unknown[]) => {
		let stop = (): void => undefined;
		const again = (): void => {
			stop = time.after(Math.max(1, milliseconds), () => {
				again();
				run(...args);
			});
		};
		again();
		return new Timer(() => stop());
	},
	clearTimeout: cancel,
	clearInterval: cancel,
});

/**
 * Runs code that waits by itself (n8n and libraries from npm) in virtual time: while `work` is under way, timers and
 * clocks of the whole process are those of `time`. Only one such work at a time.
 */
export const inVirtualTime = async <T,>(time: VirtualTime, work: () => Promise<T>): Promise<T> => {
	const real = timers.map((name) => [name, globalThis[name]] as const);
	const now = { ...Object.getOwnPropertyDescriptor(Date, 'now') };
	const start = time.now();
	Object.assign(globalThis, virtualTimers(time));
	Object.defineProperty(Date, 'now', { ...now, value: time.now });
	performance.now = () => time.now() - start;
	try {
		return await time.until(work());
	} finally {
		Object.assign(globalThis, Object.fromEntries(real));
		Object.defineProperty(Date, 'now', now);
		// The real one stands in the prototype.
		Reflect.deleteProperty(performance, 'now');
	}
};
