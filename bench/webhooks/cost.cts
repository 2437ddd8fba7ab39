import { createHmac } from 'node:crypto';
import { parse } from 'node:querystring';

import { readPost } from '../../api/webhook/readPost';
import type { PostedBody } from '../../api/webhook/signedTexts';
import { verifiedText } from '../../api/webhook/signature';
import { createStore, virtualClock } from '../../sandbox/index.cts';
import { formEncode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import { credential, hashOf } from './posts.cts';

interface Sample {
	/** The value of the form field, decoded: the bytes that are signed. */
	value: Buffer;
	hash: string;
	/** The fields of a multipart form, which n8n has taken apart. */
	fields: { order: string };
	/** Form-encoded, as Order Desk posts it. */
	body: Buffer;
}

/** Full orders of a small shop, as they are on the wire: some 2 kB each. */
const samples = (count: number, seed: number): Sample[] => {
	const { orders, demoOrder } = createStore({ clock: virtualClock(), seed });
	return Array.from({ length: count }, () => {
		const text = phpJson(orders.onWire(orders.create(demoOrder(), 'silent'), true));
		return {
			value: Buffer.from(text),
			hash: hashOf(text),
			fields: { order: text },
			body: Buffer.from(`order=${formEncode(text)}`),
		};
	});
};

const checked = (value: Buffer | string, hash: string): void => {
	const actual = createHmac('sha256', credential.apiKey).update(value).digest('hex');
	if (actual !== hash) throw new Error('The sample is not signed');
};

const accept = (body: PostedBody, hash: string): void => {
	const verified = verifiedText(body, { storeId: credential.storeId, hash }, credential);
	if (!verified || !readPost(verified).ok) throw new Error('The sample is not accepted');
};

const ways = {
	/** The least that any receiver does with the value of the form field. */
	bare: ({ value, hash }: Sample): void => {
		checked(value, hash);
		JSON.parse(value.toString('utf8'));
	},
	/** The same, from the bytes of the form, with Node's own means. */
	bareFromForm: ({ body, hash }: Sample): void => {
		const value = String(parse(body.toString('latin1'))['order']);
		checked(value, hash);
		JSON.parse(value);
	},
	/** The store, both forms of the hash, UTF-8, JSON and the schema of an order. */
	ours: ({ fields, hash }: Sample): void => accept(fields, hash),
	oursFromForm: ({ body, hash }: Sample): void => accept(body, hash),
};

type Way = keyof typeof ways;

const seconds = (way: Way, over: Sample[]): number => {
	const start = process.hrtime.bigint();
	for (const sample of over) ways[way](sample);
	return Number(process.hrtime.bigint() - start) / 1e9;
};

export const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Quotients are the medians of interleaved rounds. */
export interface Cost {
	/** Verify and parse ÷ bare. */
	taking: number;
	/** Decode, verify and parse ÷ the same with Node's own means. */
	fromForm: number;
	/** Decode, verify and parse ÷ bare, which decodes nothing. */
	fromFormToBare: number;
	/** Decode, verify and parse, per post. */
	milliseconds: number;
}

export const costOfTaking = (rounds: number, seed: number): Cost => {
	const over = samples(50, seed);
	const round = (): Record<Way, number> => ({
		bare: seconds('bare', over),
		ours: seconds('ours', over),
		bareFromForm: seconds('bareFromForm', over),
		oursFromForm: seconds('oursFromForm', over),
	});
	for (let warm = 0; warm < 60; warm++) round();
	const times = Array.from({ length: rounds }, round);
	return {
		taking: median(times.map(({ ours, bare }) => ours / bare)),
		fromForm: median(times.map(({ oursFromForm, bareFromForm }) => oursFromForm / bareFromForm)),
		fromFormToBare: median(times.map(({ oursFromForm, bare }) => oursFromForm / bare)),
		milliseconds: (median(times.map(({ oursFromForm }) => oursFromForm)) / over.length) * 1_000,
	};
};
