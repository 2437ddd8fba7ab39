import { createHmac } from 'node:crypto';
import type { JsonObject } from '../../api/types';
import type { SandboxStore } from '../store/store.cts';
import type { Appointment } from '../store/state.cts';
import { formEncode, rawUrlDecode } from './formEncode.cts';
import { phpJson } from './phpJson.cts';

export interface Post {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** Lower-case hex HMAC-SHA-256 keyed by the API key, as Order Desk's own sample checks it (order-desk-api.md 3.2). */
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

/** The JSON request format is undocumented, so its shape is a switch (order-desk-api.md 7.6). */
function jsonBody(text: string, { switches }: SandboxStore): string {
	if (switches.jsonBodyShape === 'wrapped') return `{"order":${text}}`;
	return switches.jsonBodyShape === 'wrappedText' ? phpJson({ order: text }) : text;
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
	if (format === 'json') {
		const body = jsonBody(text, store);
		return { url, headers: { 'Content-Type': JSON_TYPE, ...identityHeaders(store, body) }, body };
	}
	const body = `order=${formEncode(text)}`;
	return { url, headers: { 'Content-Type': FORM, ...identityHeaders(store, text) }, body };
}
