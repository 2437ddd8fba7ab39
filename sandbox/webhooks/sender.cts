import type { Clock } from '../clock.cts';
import { isReceived } from '../store/rules/retries.cts';
import type { Appointment, Attempt } from '../store/state.cts';
import type { SandboxStore } from '../store/store.cts';
import { deliverOverHttp, type Deliver } from './deliver.cts';
import { postOf } from './post.cts';

/** Order Desk gives a receiver 30 seconds (docs/order-desk.md 3.1). */
const TIMEOUT = 30_000;
/**
 * So many posts of a store are under way at once, the others wait: a receiver that got one for each of a thousand moved
 * orders in the same instant would answer none. Order Desk documents no number.
 */
const AT_ONCE = 10;
const REPLY_KEPT = 500;

export interface Sender {
	/** Resolves when no attempt is under way. */
	idle(): Promise<void>;
	stop(): Promise<void>;
}

/** The reason of a failed delivery: the system's code (`ECONNREFUSED`) says more than the sentence. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code } = error as Error & { code?: string };
	return [code, error.message].filter(Boolean).join(': ');
}

async function attempt(
	store: SandboxStore,
	appointment: Appointment,
	deliver: Deliver,
	stopping: AbortSignal,
): Promise<Attempt> {
	const { clock } = store;
	const at = clock.now();
	const abort = new AbortController();
	const timedOut = new Promise<never>((_, reject) => {
		const stop = (reason: string) => (): void => {
			reject(new Error(reason));
			abort.abort();
		};
		const cancel = clock.after(TIMEOUT, stop(`No reply within ${TIMEOUT / 1_000} seconds`));
		stopping.addEventListener('abort', stop('The sandbox was stopped'), { signal: abort.signal });
		abort.signal.addEventListener('abort', cancel);
	});
	timedOut.catch(() => undefined);
	try {
		const { status, reply } = await Promise.race([deliver(postOf(store, appointment), abort.signal), timedOut]);
		const error = isReceived(status, store.switches) ? '' : `HTTP ${status} is not ${store.switches.receivedCodes}`;
		return { at, status, ms: clock.now() - at, reply: reply.slice(0, REPLY_KEPT), error };
	} catch (error) {
		return { at, status: null, ms: clock.now() - at, reply: '', error: reasonOf(error) };
	} finally {
		abort.abort();
	}
}

/** Runs the store's appointments: as soon as there is room, then again as their retries fall due. */
export function startSender(store: SandboxStore, deliver: Deliver = deliverOverHttp): Sender {
	const clock: Clock = store.clock;
	const stopping = new AbortController();
	const timers = new Map<string, () => void>();
	/** What is due, in the sequence in which it fell due. */
	const waiting = new Set<Appointment>();
	const running = new Set<Promise<void>>();

	const run = async (appointment: Appointment): Promise<void> => {
		// A reset of the store forgets its appointments, also those that were waiting.
		if (!store.appointments.all().includes(appointment)) return;
		const made = await attempt(store, appointment, deliver, stopping.signal);
		if (stopping.signal.aborted) return;
		store.appointments.attempted(appointment, made);
		schedule(appointment);
	};
	const runNext = (): void => {
		const [next] = waiting;
		if (!next || running.size === AT_ONCE) return;
		waiting.delete(next);
		const work = run(next).finally(() => {
			running.delete(work);
			runNext();
		});
		running.add(work);
		// Only a real network makes virtual time wait; a test's own `deliver` may well never answer.
		if (deliver === deliverOverHttp) clock.waitFor?.(work);
	};
	const schedule = (appointment: Appointment): void => {
		timers.get(appointment.id)?.();
		timers.delete(appointment.id);
		if (appointment.status !== 'pending' || appointment.next_at === null) return;
		const cancel = clock.after(appointment.next_at - clock.now(), () => {
			timers.delete(appointment.id);
			waiting.add(appointment);
			runNext();
		});
		timers.set(appointment.id, cancel);
	};
	const unsubscribe = store.appointments.onDue(schedule);
	// Appointments restored from a snapshot go on where they were.
	for (const appointment of store.appointments.all()) schedule(appointment);

	return {
		async idle() {
			while (running.size > 0) await Promise.allSettled(running);
		},
		async stop() {
			unsubscribe();
			for (const cancel of timers.values()) cancel();
			waiting.clear();
			stopping.abort();
			await Promise.allSettled(running);
		},
	};
}
