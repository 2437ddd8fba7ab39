import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';

/** A write of this process that is under way, or that ended a short while ago. */
export interface OwnWrite<T> {
	readonly what: T;
	/** Whether it has ended without anybody knowing what has become of it. */
	isUncertain: boolean;
}

interface Entry<T> extends OwnWrite<T> {
	readonly scope: string;
	/** Milliseconds; undefined while it is under way. */
	endedAt?: number;
}

/** How long a write may explain what is found after it has ended. Milliseconds. */
const keptFor = 60_000;
const maxKept = 5_000;

/**
 * What this process writes at the same time as a write that was lost. What one of these explains is no sign that the
 * lost one has arrived.
 */
export class OwnWrites<T> {
	private readonly entries = new Set<Entry<T>>();

	/**
	 * Does `work` as a write of `what`.
	 *
	 * @param scope what the writes that matter to each other share
	 * @param work gets the other writes of the scope, as they are when it asks
	 */
	async during<Result>(
		client: OrderDeskClient,
		scope: string,
		what: T,
		work: (others: () => Array<OwnWrite<T>>) => Promise<Result>,
	): Promise<Result> {
		const own: Entry<T> = { what, isUncertain: false, scope: `${client.storeKey} ${scope}` };
		this.forgetOld(client.now());
		this.entries.add(own);
		const others = () => [...this.entries].filter((other) => other !== own && other.scope === own.scope);
		const result = await orRefusal(work(others));
		own.endedAt = client.now();
		if (!isOrderDeskError(result)) return result;
		own.isUncertain = result.kind === 'uncertain';
		throw result;
	}

	private forgetOld(now: number): void {
		for (const entry of this.entries) {
			const isOld = entry.endedAt !== undefined && now - entry.endedAt > keptFor;
			if (isOld || this.entries.size > maxKept) this.entries.delete(entry);
		}
	}
}
