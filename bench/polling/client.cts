import { OrderDeskClient } from '../../api/client/client';
import { Limiter } from '../../api/client/limiter';
import { CircuitBreakers } from '../../api/client/circuitBreaker';
import type { Clock, Send } from '../../api/types';

/** Time that passes only while somebody waits. Milliseconds since 1970. */
export class StepClock implements Clock {
	constructor(private at: number) {}

	readonly now = (): number => this.at;

	readonly sleep = async (milliseconds: number): Promise<void> => {
		this.at += milliseconds;
	};

	waitUntil(moment: number): void {
		this.at = Math.max(this.at, moment);
	}
}

/** On the way and in the store. Milliseconds. */
const latency = 210;

/** The way to a store that answers through `answer`, and back. */
export const sendOf =
	(clock: StepClock, answer: Send): Send =>
	async (request) => {
		await clock.sleep(latency / 2);
		const reply = await answer(request);
		await clock.sleep(latency / 2);
		return reply;
	};

/** The package's own client. */
export const clientOf = (clock: StepClock, send: Send): OrderDeskClient =>
	new OrderDeskClient({
		now: clock.now,
		sleep: clock.sleep,
		send,
		limiter: new Limiter(clock),
		breakers: new CircuitBreakers(),
		storeKey: 'world',
		baseUrl: 'http://localhost/api/v2',
		random: () => 0.5,
	});
