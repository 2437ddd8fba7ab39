import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../api/types';
import type { SandboxStore } from '../store/store.cts';
import type { Appointment } from '../store/state.cts';
import { formEncode, rawUrlDecode, rawUrlEncode } from './formEncode.cts';
import { phpJson } from './phpJson.cts';

export interface Post {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** Lower-case hex HMAC-SHA-256 keyed by the API key, as Order Desk's own sample checks it (docs/order-desk.md 3.2). */
const hashOf = (covered: string | Buffer, apiKey: string): string =>
	createHmac('sha256', apiKey).update(covered).digest('hex');

/** The headers that say which store posts, and that it is really that store. */
function identityHeaders({ identity, switches }: SandboxStore, text: string): Record<string, string> {
	const covered = switches.hashOver === 'rawurldecoded' ? rawUrlDecode(text) : text;
	return {
		'X-ORDER-DESK-STORE-ID': identity.storeId,
		...(switches.hashHeader === 'present' && { 'X-ORDER-DESK-HASH': hashOf(covered, identity.apiKey) }),
	};
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const BOUNDARY = '----order-desk-sandbox';

type Content = Pick<Post, 'body'> & { type: string };

/** The JSON request format is undocumented, so its shape is a switch (docs/order-desk.md 7.6). */
function jsonContent(text: string, { switches }: SandboxStore): Content {
	if (switches.jsonBodyShape === 'wrapped') return { type: JSON_TYPE, body: `{"order":${text}}` };
	return { type: JSON_TYPE, body: switches.jsonBodyShape === 'wrappedText' ? phpJson({ order: text }) : text };
}

/** The form field `order`; how exactly it is encoded is not documented (docs/order-desk.md 3.1). */
function formContent(text: string, { switches }: SandboxStore): Content {
	switch (switches.formEncoding) {
		case 'urlencoded':
			return { type: FORM, body: `order=${formEncode(text)}` };
		case 'rawurlencoded':
			return { type: FORM, body: `order=${rawUrlEncode(text)}` };
		case 'twice':
			return { type: FORM, body: `order=${formEncode(rawUrlEncode(text))}` };
		case 'multipart': {
			const part = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="order"\r\n\r\n${text}\r\n`;
			return { type: `multipart/form-data; boundary=${BOUNDARY}`, body: `${part}--${BOUNDARY}--\r\n` };
		}
	}
}

function shipNotifyPost(store: SandboxStore, { url, order_id, shipment_id }: Appointment): Post {
	const order = store.orders.get(order_id);
	const shipment: JsonObject = store.shipments.onWire(store.shipments.get(order_id, shipment_id));
	const body = phpJson({ shipment, order: store.orders.onWire(order) });
	const signed = store.switches.shipNotifyHeaders === 'present' ? identityHeaders(store, body) : {};
	return { url, headers: { 'Content-Type': JSON_TYPE, ...signed }, body };
}

/** What an appointment posts now. Throws when its order has been deleted. */
export function postOf(store: SandboxStore, appointment: Appointment): Post {
	const { url, format, order_id, include_history, frozen_order } = appointment;
	if (format === 'shipNotify') return shipNotifyPost(store, appointment);
	const text = frozen_order || phpJson(store.orders.onWire(store.orders.get(order_id), include_history));
	const { type, body } = format === 'json' ? jsonContent(text, store) : formContent(text, store);
	const covered = format === 'json' && store.switches.jsonHashOver === 'body' ? body : text;
	return { url, headers: { 'Content-Type': type, ...identityHeaders(store, covered) }, body };
}
