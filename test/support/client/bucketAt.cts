import { Bucket } from '../../../api/client/bucket';
import { orderDeskPolicy } from '../../../api/client/policy';
import type { Feedback, Ticket } from '../../../api/client/bucket';
import type { Policy } from '../../../api/client/policy';

export const { capacity, minReserve, sharedReserve, maxReserve, calmAfter, maxInFlight, defaultPause, maxPause } =
	orderDeskPolicy;
export const third = 334;

/** A bucket with a clock that stands still unless it is told to go on. */
export const bucketAt = (policy?: Partial<Policy>) => {
	let now = 1_000_000;
	const bucket = new Bucket(now, { ...orderDeskPolicy, ...policy });
	const send = (): Ticket => bucket.take(now);
	const answer = (ticket: Ticket, feedback?: Feedback, chance = 0) => bucket.release(ticket, now, feedback, chance);
	return {
		send,
		answer,
		pass: (milliseconds: number) => void (now += milliseconds),
		delay: () => bucket.delay(now),
		/** Sends all that may go at once. */
		sendAll: (): Ticket[] => {
			const tickets: Ticket[] = [];
			while (bucket.delay(now) === 0) tickets.push(send());
			return tickets;
		},
		/** One request, answered at once. */
		ask: (remaining: number) => answer(send(), { remaining }),
		refuse: (retryAfter?: number, chance = 0) =>
			answer(send(), { throttled: retryAfter === undefined ? {} : { retryAfter } }, chance),
	};
};

/** For looks at the reserve: what a full bucket does not hand out. */
export const trusting: Partial<Policy> = { unconfirmed: capacity };
export const reserveOf = (bucket: ReturnType<typeof bucketAt>): number => {
	bucket.pass(7_000);
	const tickets = bucket.sendAll();
	for (const ticket of tickets) bucket.answer(ticket);
	bucket.pass(7_000);
	return capacity - tickets.length;
};
