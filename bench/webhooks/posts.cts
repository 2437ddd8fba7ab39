import { createHmac } from 'node:crypto';

import type { JsonObject } from '../../api/types';
import type { Random } from '../../sandbox/index.cts';
import { formEncode, rawUrlDecode, rawUrlEncode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import type { HostRequest } from './http.cts';
import type { HostCredential } from './n8nHost.cts';

/** Nothing answers there, and nothing has to: the orders name no folder. */
export const credential: HostCredential = {
	storeId: '11',
	apiKey: 'k3y-of-the-bench-store',
	baseUrl: 'http://127.0.0.1:9/api/v2',
};

export const hashOf = (covered: string | Buffer, key = credential.apiKey): string =>
	createHmac('sha256', key).update(covered).digest('hex');

export const form = 'application/x-www-form-urlencoded';
export const json = 'application/json';

/** A post by what Order Desk would have to send for it. */
export const requestOf = (type: string, body: string | Buffer, hash: string): HostRequest => ({
	headers: {
		'content-type': type,
		'x-order-desk-store-id': credential.storeId,
		'x-order-desk-hash': hash,
	},
	rawBody: Buffer.from(body),
});

const pick = <T,>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** What makes encodings go wrong: PHP's escapes, plus, percent, quotes, `&`, what looks encoded, and letters of all lengths. */
const pieces = 'a|Z|9| |+|% |%zz|%-|%41|%25|%c3%a9|&|=|"|\\|/|\n|\t|é|ß|漢|😀|order=|{|}|[|]|,|:'.split('|');

const calmPieces = pieces.filter((piece) => !piece.includes('%'));

export const oddText = (random: Random, from = pieces): string =>
	Array.from({ length: 1 + Math.floor(random() * 24) }, () => pick(random, from)).join('');

/** An order with awkward texts, every other one without percent signs; the number makes its id. */
export const oddOrder = (random: Random, number: number): JsonObject => {
	const from = random() < 0.5 ? pieces : calmPieces;
	return {
		id: String(3_866_382_000 + number),
		source_id: oddText(random, from),
		email: `a+${number}@example.com`,
		note: oddText(random, from),
		checkout_data: { [oddText(random, from)]: oddText(random, from) },
		order_items: [{ name: oddText(random, from), quantity: 1 + Math.floor(random() * 9) }],
	};
};

interface Encoding {
	name: string;
	/** The request for an order's text; `like` is what the trigger has to parse where that is not the text itself. */
	of: (text: string) => { request: HostRequest; like?: string };
}

const lowerCaseHex = (encoded: string): string => encoded.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

const encoding = (name: string, of: Encoding['of']): Encoding => ({ name, of });

const asForm = (name: string, encode: (text: string) => string): Encoding =>
	encoding(name, (text) => ({ request: requestOf(form, `order=${encode(text)}`, hashOf(text)) }));

const multipart = (text: string): HostRequest => ({
	headers: requestOf('multipart/form-data; boundary=x', '', hashOf(text)).headers,
	// As n8n hands it on.
	body: { data: { order: text }, files: {} },
});

/** Every form in which the documents and known senders say that a post may come. */
export const encodings: readonly Encoding[] = [
	asForm('url-encoded', formEncode),
	asForm('url-encoded with %20', rawUrlEncode),
	asForm('url-encoded in small letters', (text) => lowerCaseHex(formEncode(text))),
	asForm('url-encoded by a browser', (text) => new URLSearchParams({ order: text }).toString().slice('order='.length)),
	asForm('url-encoded twice', (text) => formEncode(rawUrlEncode(text))),
	encoding('url-encoded among other fields', (text) => ({
		request: requestOf(form, `a=1&order=${formEncode(text)}&orders=2`, hashOf(text)),
	})),
	encoding('url-encoded, of a wrong type', (text) => ({
		request: requestOf('text/plain', `order=${formEncode(text)}`, hashOf(text)),
	})),
	encoding('url-encoded, hash over the text decoded once more', (text) => {
		const signed = rawUrlDecode(text);
		return { request: requestOf(form, `order=${formEncode(text)}`, hashOf(signed)), like: signed.toString('utf8') };
	}),
	encoding('multipart', (text) => ({ request: multipart(text) })),
	encoding('JSON, the order', (text) => ({ request: requestOf(json, text, hashOf(text)) })),
	encoding('JSON, the order, of a wrong type', (text) => ({ request: requestOf(form, text, hashOf(text)) })),
	encoding('JSON {order}, hash over the body', (text) => {
		const body = `{"order":${text}}`;
		return { request: requestOf(json, body, hashOf(body)) };
	}),
	encoding('JSON {order}, hash over the order', (text) => ({
		request: requestOf(json, `{"store_id":11, "order": ${text} }`, hashOf(text)),
	})),
	encoding('JSON {order} as a text, hash over the body', (text) => {
		const body = phpJson({ order: text });
		return { request: requestOf(json, body, hashOf(body)) };
	}),
	encoding('JSON {order} as a text, hash over the text', (text) => ({
		request: requestOf(json, phpJson({ order: text }), hashOf(text)),
	})),
	encoding('JSON, the order as a text', (text) => ({ request: requestOf(json, phpJson(text), hashOf(text)) })),
];
