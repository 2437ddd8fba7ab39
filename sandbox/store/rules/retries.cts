import type { Switches } from '../../switches.cts';
import type { Appointment } from '../state.cts';

const MINUTE = 60_000;

/**
 * Waits before each retry, in milliseconds: about 10 s before the first (docs/order-desk.md 3.1), then spread within
 * two hours. Sources disagree on how many there are (docs/order-desk.md 7.4).
 */
const waits: Record<Switches['retries'], readonly number[]> = {
	'5': [10_000, 3 * MINUTE, 12 * MINUTE, 35 * MINUTE, 60 * MINUTE],
	'10': [10_000, 1, 2, 4, 7, 10, 14, 18, 24, 30].map((wait, index) => (index === 0 ? wait : wait * MINUTE)),
};

/** How long an appointment waits for its next attempt, in milliseconds; undefined when there is none left. */
export function waitAfter({ attempts, format }: Appointment, switches: Switches): number | undefined {
	if (format === 'shipNotify' && switches.shipNotifyRetries === 'none') return undefined;
	return waits[switches.retries][attempts.length - 1];
}

/** Whether a reply counts as received; every other one is retried (docs/order-desk.md 7.5). */
export const isReceived = (status: number | null, { receivedCodes }: Switches): boolean =>
	status === 200 || (status === 201 && receivedCodes === '200 or 201');
