import type { OrderDeskClient } from './client';
import { parseUtc } from './dates';
import { OrderDeskError, isOrderDeskError, settle } from './errors';
import { orderFields, orderItemFields } from './fields';
import { mergeRecord, withoutComputed } from './merge';
import { exclusively } from './mutex';
import { isObject } from './normalise';
import { itemsOf, notesOf, patchOrder, withAllNotes, withItemIds } from './orderPatch';
import type { OrderPatch, PatchedOrder } from './orderPatch';
import { getOrder, orderIn } from './orders';
import type { Json, JsonObject } from './types';

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

const checkUnchanged = (order: JsonObject, since: number | undefined): void => {
	if (since === undefined) return;
	const updated = String(order['date_updated']);
	// Order Desk's dates are whole seconds.
	if (parseUtc(updated) <= since) return;
	throw new OrderDeskError(
		'input',
		`Order ${String(order['id'])} was changed at ${updated} UTC, after you had read it`,
		{
			advice: "Get the order again and decide anew, or remove 'Only If Unchanged Since'.",
		},
	);
};

/** Deletes the items first, so that the totals in the answer to the PUT are without them. */
const deleteItems = async (client: OrderDeskClient, orderId: string, { deletedItems }: PatchedOrder): Promise<void> => {
	for (const itemId of deletedItems) {
		await client.call('deleteOrderItem', {
			path: { orderId, itemId },
			reconcile: async () => {
				const items = (await getOrder(client, orderId))['order_items'];
				const left = Array.isArray(items) && items.some((item) => String((item as JsonObject)['id']) === itemId);
				return left ? undefined : { status: 'success' };
			},
		});
	}
};

const isEqualNote = (a: Json, b: Json): boolean =>
	isObject(a) && isObject(b) && a['content'] === b['content'] && a['username'] === b['username'];

/** What of a patch is still to do in `order`, after a PUT whose answer was lost: deleted items are gone, and new ones told by their values. */
const remaining = (order: JsonObject, knownIds: ReadonlySet<string>, patch: OrderPatch): OrderPatch => {
	const added = itemsOf(order).filter((item) => !knownIds.has(String(item['id'])));
	const isThere = (wanted: JsonObject): boolean => {
		const place = added.findIndex((item) => mergeRecord(item, wanted, orderItemFields).changed.length === 0);
		if (place >= 0) added.splice(place, 1);
		return place >= 0;
	};
	// Notes that somebody has added meanwhile stay.
	const allNotes = notesOf(patch.fields);
	const hasNotes = allNotes.length > 0;
	const count = (notes: Json[], note: Json) => notes.filter((other) => isEqualNote(other, note)).length;
	const notesMissing = allNotes.filter((note) => count(notesOf(order), note) < count(allNotes, note));
	const missing = (patch.addItems ?? []).filter((item) => !isThere(item));
	// An item that is new and not quite what was sent may be ours, rewritten by Order Desk: never send it again.
	if (missing.length > 0 && added.length > 0) throw new OrderDeskError('unknown', 'The order has a new item like ours');
	const fields = { ...patch.fields, ...(hasNotes && { order_notes: notesOf(order).concat(notesMissing) }) };
	return { ...patch, fields, deleteItems: [], addItems: missing };
};

const update = async (client: OrderDeskClient, orderId: string, wanted: OrderPatch): Promise<Updated> => {
	const fetched = await getOrder(client, orderId);
	checkUnchanged(fetched, wanted.unchangedSince);
	const patch = withAllNotes(fetched, withItemIds(fetched, wanted));
	const patched = patchOrder(fetched, patch);
	await deleteItems(client, orderId, patched);
	const deleted = patched.deletedItems.length > 0;
	const changed = deleted ? [...new Set([...patched.changed, 'order_items'])] : patched.changed;
	if (patched.changed.length === 0) {
		const after = deleted ? await settle(getOrder(client, orderId)) : undefined;
		return { order: after?.ok ? after.value : { ...fetched, ...(deleted && patched.record) }, changed };
	}

	const knownIds = new Set(itemsOf(fetched).map(({ id }) => String(id)));
	let before = fetched;
	let { record } = patched;
	let doubt: OrderDeskError | undefined;
	for (let round = 1; ; round++) {
		const put = await settle(putOrder(client, orderId, record));
		if (put.ok) return { order: await orderAfter(client, orderId, { ...before, ...record }, put.value), changed };
		if (!isOrderDeskError(put.error, 'uncertain') || round === mostRounds) throw doubt ?? put.error;
		doubt = put.error;
		await client.pauseBeforeLook(0);
		// An item that shows up late would be added twice: give it the time a slow write takes.
		if ((patch.addItems ?? []).length > 0) await client.pauseBeforeLook(1);
		const again = await settle(getOrder(client, orderId));
		if (!again.ok) throw doubt;
		before = again.value;
		const rest = await settle((async () => patchOrder(before, remaining(before, knownIds, patch)))());
		// An item that somebody has removed meanwhile, or one that may be ours: there is no telling what to send.
		if (!rest.ok) throw doubt;
		const left = rest.value;
		// An empty difference says that the update had arrived.
		if (left.changed.length === 0) return { order: before, changed };
		({ record } = left);
	}
};

/** What an update would change, field by field. Nothing is written. 1 request. */
export const previewUpdate = async (
	client: OrderDeskClient,
	orderId: string,
	patch: OrderPatch,
): Promise<JsonObject> => {
	const fetched = await getOrder(client, orderId);
	checkUnchanged(fetched, patch.unchangedSince);
	const { record, changed, deletedItems } = patchOrder(fetched, withAllNotes(fetched, patch));
	const fields = deletedItems.length > 0 ? [...new Set([...changed, 'order_items'])] : changed;
	const changes = fields.map((field) => [field, { before: fetched[field] ?? null, after: record[field] ?? null }]);
	return { id: orderId, preview: true, changed_fields: fields, changes: Object.fromEntries(changes) as JsonObject };
};

/**
 * The one way an order is updated: fetch, lay the patch over it, send the whole back. Nothing is sent when nothing
 * changes. Two updates of one order in this process run one after the other; a change made by somebody else between our
 * GET and our PUT is overwritten, since Order Desk offers no version check.
 * 2 requests, or 1 when nothing changes, and 1 for each item that is deleted.
 */
export const updateOrder = async (client: OrderDeskClient, orderId: string, patch: OrderPatch): Promise<Updated> =>
	await exclusively(`${client.storeKey} ${orderId}`, async () => await update(client, orderId, patch));
