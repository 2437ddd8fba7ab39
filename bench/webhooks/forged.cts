import { isDeepStrictEqual } from 'node:util';

import { maxBytes } from '../../api/webhook/signedTexts';
import { seededRandom } from '../../sandbox/index.cts';
import type { Random } from '../../sandbox/index.cts';
import { formEncode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import type { HostRequest } from './http.cts';
import { credential, encodings, form, hashOf, json, oddOrder, oddText, requestOf } from './posts.cts';
import type { Receive } from './receiving.cts';

/** A post that is not what the store has signed. */
interface Forgery {
	name: string;
	/** From the text of a genuine order, with its hash; `other` is the text of an order that the store never sent. */
	of: (genuine: { text: string; hash: string }, other: string, random: Random) => HostRequest;
	/** It says the same in other letters: no harm is done when it is accepted for just that. */
	saysTheSame?: true;
}

const forgery = (name: string, of: Forgery['of']): Forgery => ({ name, of });

const formOf = (text: string, hash: string): HostRequest => requestOf(form, `order=${formEncode(text)}`, hash);

const withHeaders = (request: HostRequest, headers: Record<string, string>): HostRequest => ({
	...request,
	headers: { ...request.headers, ...headers },
});

const at = (random: Random, length: number): number => Math.floor(random() * length);

const oneByteChanged = (text: string, random: Random): string => {
	const bytes = Buffer.from(text);
	const place = at(random, bytes.length);
	bytes[place] = (bytes[place] ?? 0) ^ (1 + at(random, 255));
	return bytes.toString('latin1');
};

/** The same text to whoever decodes once more, and another one to whoever does not: letters that are part of no escape. */
const encodedHere = (text: string, random: Random): string =>
	text.replace(/[g-mo-qsv-zG-Z]/g, (letter) => (random() < 0.3 ? percentOf(letter) : letter));

const percentOf = (letter: string): string => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;

const madeUpHash = (random: Random): string => Array.from({ length: 64 }, () => at(random, 16).toString(16)).join('');

export const forgeries: readonly Forgery[] = [
	forgery('no hash', (_, other) => withHeaders(formOf(other, ''), { 'x-order-desk-hash': '' })),
	forgery('a hash made up', (_, other, random) => formOf(other, madeUpHash(random))),
	forgery('a hash with another key', (_, other, random) => formOf(other, hashOf(other, oddText(random)))),
	forgery('a hash without a key', (_, other) => formOf(other, hashOf(other, ''))),
	forgery('the hash of another order', ({ hash }, other) => formOf(other, hash)),
	forgery('half a hash', ({ text, hash }) => formOf(text, hash.slice(0, 32))),
	forgery('tampered: one byte', ({ text, hash }, _, random) =>
		requestOf(
			form,
			`order=${[...Buffer.from(oneByteChanged(text, random), 'latin1')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
			hash,
		),
	),
	forgery('tampered: a member added', ({ text, hash }) => formOf(text.replace(/}$/, ',"folder_id":"1"}'), hash)),
	forgery('tampered JSON', ({ text, hash }, _, random) =>
		requestOf(json, Buffer.from(oneByteChanged(text, random), 'latin1'), hash),
	),
	{
		name: 'double-encoded',
		of: ({ text, hash }, _, random) => formOf(encodedHere(text, random), hash),
		saysTheSame: true,
	},
	forgery('double-encoded and tampered', ({ text, hash }, _, random) =>
		formOf(encodedHere(text.replace(/}$/, ',"folder_id":"1"}'), random), hash),
	),
	forgery('another store', ({ text, hash }) =>
		withHeaders(formOf(text, hash), { 'x-order-desk-store-id': `${credential.storeId}1` }),
	),
	forgery('no store', ({ text, hash }) => withHeaders(formOf(text, hash), { 'x-order-desk-store-id': '' })),
	forgery('the field twice, the genuine one last', ({ text, hash }, other) =>
		requestOf(form, `order=${formEncode(other)}&order=${formEncode(text)}`, hash),
	),
	forgery('the field twice, the genuine one first', ({ text, hash }, other) =>
		requestOf(form, `order=${formEncode(text)}&%6frder=${formEncode(other)}`, hash),
	),
	forgery('the member twice', ({ text, hash }, other) => requestOf(json, `{"order":${text},"order":${other}}`, hash)),
	forgery('several fields in a multipart form', ({ text, hash }, other) => ({
		headers: requestOf('multipart/form-data; boundary=x', '', hash).headers,
		body: { data: { order: [text, other] }, files: {} },
	})),
	forgery('oversized', ({ text, hash }) => formOf(`${text}${' '.repeat(4096)}`, hash)),
	forgery('truncated body', ({ text, hash }, _, random) => {
		const body = `order=${formEncode(text)}`;
		return requestOf(form, body.slice(0, at(random, body.length)), hash);
	}),
	forgery('truncated JSON', ({ text, hash }, _, random) =>
		requestOf(json, text.slice(0, at(random, text.length)), hash),
	),
	forgery('a shipment notification without its secret', ({ hash }, other) =>
		requestOf(json, `{"shipment":{"id":"1"},"order":${other}}`, hash),
	),
];

/** Larger than anything that is looked at; few, since each takes that much memory. */
const giants = 2;
const giant = (text: string): HostRequest => {
	const body = `order=${formEncode(text)}${'+'.repeat(maxBytes)}`;
	return requestOf(form, body, hashOf(`${text}${' '.repeat(maxBytes)}`));
};

/**
 * How many of so many posts, none of which is what the store has signed for this store under this hash, were accepted.
 */
export const acceptedForgeries = async (count: number, seed: number, receive: Receive): Promise<number> => {
	const random = seededRandom(seed);
	let accepted = 0;
	for (let n = 0; n < count; n++) {
		const genuine = oddOrder(random, n);
		const text = phpJson(genuine);
		const kind = forgeries[n % forgeries.length] as Forgery;
		const other = phpJson(oddOrder(random, n + count));
		const isGiant = n < giants;
		const request = isGiant ? giant(text) : kind.of({ text, hash: hashOf(text) }, other, random);
		const { status, order } = await receive(request);
		const isHarmless = kind.saysTheSame && !isGiant && isDeepStrictEqual(order, genuine);
		if (status === 200 && !isHarmless) accepted++;
	}
	return accepted;
};

/** How many genuine posts, in every encoding, were not accepted as what they say. */
export const refusedGenuine = async (count: number, seed: number, receive: Receive): Promise<number> => {
	const random = seededRandom(seed);
	let refused = 0;
	for (let n = 0; n < count; n++) {
		const { of } = encodings[n % encodings.length] as (typeof encodings)[number];
		const text = phpJson(oddOrder(random, n));
		const { request, like = text } = of(text);
		const { status, order } = await receive(request);
		if (status !== 200 || !isDeepStrictEqual(order, JSON.parse(like))) refused++;
	}
	return refused;
};
