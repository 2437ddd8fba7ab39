import type { OrderDeskError } from '../errors';
import type { JsonObject } from '../types';

/** A write whose answer was lost: it may or may not have taken effect. */
export interface LostWrite {
	/** When it was first sent, by our own clock. Milliseconds. */
	sentAt: number;
	/** Whether it is sent again when it has not arrived. */
	mayRepeat: boolean;
	/** The refusal of a repeat, which may say that an earlier attempt has arrived. */
	refusal?: OrderDeskError;
	/**
	 * The earliest that Order Desk's clock may have shown at a moment of our clock; by default, the moment the write was
	 * first sent. Milliseconds. 1 request.
	 */
	earliestServerTime(moment?: number): Promise<number>;
}

/** What a look for a lost write tells; undefined when there is no sign of it. */
export type Finding =
	/** It has taken effect, and this stands for its answer. */
	| { arrived: JsonObject }
	/** It has not, or only in part: this body is to be sent in its place. */
	| { sendInstead: unknown }
	| undefined;

/**
 * Looks for a lost write. The client asks twice or more, since a write may take effect seconds later, until the write
 * has arrived; after the last look it is sent again. Throws when it cannot be told whether it has arrived: a later look
 * makes up for that, unless the error is *uncertain*. When the last one throws, the write ends as *uncertain*.
 *
 * @param isLast what is not found now is taken not to have arrived
 */
export type Reconcile = (lost: LostWrite, isLast: boolean) => Promise<Finding>;

/** How a call is reconciled with Order Desk when its answer is lost. */
export interface Reconciliation {
	/** Without it, a lost write that must not be repeated blindly ends as *uncertain*. */
	reconcile?: Reconcile;
	/** Waits before each look, in milliseconds, where they are not the usual ones. */
	lookDelays?: readonly number[];
}
