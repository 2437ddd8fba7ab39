import { parseJson } from '../records/exactJson';
import { isObject } from '../types';
import type { JsonObject } from '../types';

/** What Order Desk posted, as it was sent: an order, and in a shipment notification also the shipment. */
export interface PostedOrder {
	order: JsonObject;
	shipment?: JsonObject;
}

/** `reason` is a sentence that says why these bytes will never be an order. */
export type PostReading = { ok: true; posted: PostedOrder } | { ok: false; reason: string };

const notAnId = 'The ID of the order is not a whole number';

/** PHP sends an ID as a text or as a number. */
const isId = (id: unknown): boolean =>
	typeof id === 'string' ? /^\d+$/.test(id) : typeof id === 'number' && Number.isSafeInteger(id) && id > 0;

/** What is wrong with an order. Everything but its ID may be missing: none must be lost because a field was added or removed. */
const complaint = (order: unknown): string | undefined => {
	if (!isObject(order)) return 'The order is not an object';
	if (order['id'] === undefined) return 'The order has no ID';
	return isId(order['id']) ? undefined : notAnId;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Undefined if the text is not JSON, which has no such value. */
const parsed = (text: string): unknown => {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
};

const decoded = (bytes: Buffer): string | undefined => {
	try {
		return utf8.decode(bytes);
	} catch {
		return undefined;
	}
};

/** Parses JSON that stands as a text in JSON, once. */
const unpacked = (value: unknown): unknown => (typeof value === 'string' ? parsed(value) : value);

const parts = (value: unknown): { order: unknown; shipment?: unknown } =>
	isObject(value) && Object.hasOwn(value, 'order')
		? { order: unpacked(value['order']), ...(Object.hasOwn(value, 'shipment') && { shipment: value['shipment'] }) }
		: { order: value };

/** The order in bytes that were verified: `{order}`, the order alone, or either of them as a text. */
export const readPost = (bytes: Buffer): PostReading => {
	const text = decoded(bytes);
	if (text === undefined) return { ok: false, reason: 'The text is not UTF-8' };
	const value = unpacked(parsed(text));
	if (value === undefined) return { ok: false, reason: 'The text is not JSON' };
	const posted = parts(value);
	const wrong = [
		complaint(posted.order),
		'shipment' in posted && !isObject(posted.shipment) ? 'The shipment is not an object' : undefined,
	].filter((reason) => reason !== undefined);
	return wrong.length === 0 ? { ok: true, posted: posted as PostedOrder } : { ok: false, reason: wrong.join('. ') };
};
