import type { OrderDeskClient } from './client';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { orderFields } from './fields';
import { mergeRecord, withoutComputed } from './merge';
import { exclusively } from './mutex';
import { getOrder, orderIn } from './orders';
import type { JsonObject } from './types';

export interface Updated {
	/** As Order Desk sends it. */
	order: JsonObject;
	/** The fields that were changed; empty when all had these values already and nothing was sent. */
	changed: string[];
}

/** How often a whole update is begun anew after its PUT was lost on the way. */
const mostRounds = 4;

/** Read-only fields are sent back like all others, since leaving one out might blank it, unless the store refuses them. */
const putOrder = async (client: OrderDeskClient, orderId: string, record: JsonObject): Promise<JsonObject> => {
	const put = await settle(client.call('replaceOrder', { path: { orderId }, body: record }));
	if (put.ok) return put.value;
	if (!isOrderDeskError(put.error, 'refused') || !/read.?only/i.test(put.error.message)) throw put.error;
	return await client.call('replaceOrder', {
		path: { orderId },
		body: withoutComputed(record, orderFields),
	});
};

/** The order after a PUT that succeeded: from its reply, read again, or at worst as it was sent. */
const orderAfter = async (client: OrderDeskClient, orderId: string, sent: JsonObject, reply: JsonObject) => {
	const replied = orderIn(reply);
	if (replied) return replied;
	const fetched = await settle(getOrder(client, orderId));
	return fetched.ok ? fetched.value : sent;
};

/** What a failure comes to after a PUT whose answer was lost: the order may be changed already. */
const inDoubt = (doubt: OrderDeskError | undefined, error: unknown): unknown => doubt ?? error;

const update = async (client: OrderDeskClient, orderId: string, patch: JsonObject): Promise<Updated> => {
	let doubt: OrderDeskError | undefined;
	let changed: string[] = [];
	for (let round = 1; ; round++) {
		const fetched = await settle(getOrder(client, orderId));
		if (!fetched.ok) throw inDoubt(doubt, fetched.error);
		const merged = mergeRecord(fetched.value, patch, orderFields);
		// After a lost answer an empty difference says that the update had arrived.
		if (merged.changed.length === 0) return { order: fetched.value, changed };
		changed = merged.changed;
		const put = await settle(putOrder(client, orderId, merged.record));
		if (put.ok)
			return { order: await orderAfter(client, orderId, { ...fetched.value, ...merged.record }, put.value), changed };
		if (!isOrderDeskError(put.error, 'uncertain') || round === mostRounds) throw inDoubt(doubt, put.error);
		doubt = put.error;
		await client.pauseBeforeLook();
	}
};

/**
 * The one way an order is updated: fetch, lay the patch over it, send the whole back. Nothing is sent when nothing
 * changes. Two updates of one order in this process run one after the other; a change made by somebody else between our
 * GET and our PUT is overwritten, since Order Desk offers no version check. 2 requests, or 1 when nothing changes.
 */
export const updateOrder = async (client: OrderDeskClient, orderId: string, patch: JsonObject): Promise<Updated> =>
	await exclusively(`${client.storeKey} ${orderId}`, async () => await update(client, orderId, patch));
