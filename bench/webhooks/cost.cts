import { createHmac } from 'node:crypto';

import { readPush } from '../../api/push/readPush';
import { signedTexts } from '../../api/push/signedTexts';
import { verifiedText } from '../../api/signature';
import { createStore, virtualClock } from '../../sandbox/index.cts';
import { formEncode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import { credential, hashOf } from './posts.cts';

interface Sample {
	/** The value of the form field, decoded: the bytes that are signed. */
	value: Buffer;
	hash: string;
	/** Form-encoded, as Order Desk posts it. */
	body: Buffer;
}

/** Full orders of a small shop, as they are on the wire: some 2 kB each. */
const samples = (count: number, seed: number): Sample[] => {
	const { orders, demoOrder } = createStore({ clock: virtualClock(), seed });
	return Array.from({ length: count }, () => {
		const text = phpJson(orders.onWire(orders.create(demoOrder(), 'silent'), true));
		return { value: Buffer.from(text), hash: hashOf(text), body: Buffer.from(`order=${formEncode(text)}`) };
	});
};

/** The least that any receiver does, with the form already decoded. */
const bare = ({ value, hash }: Sample): void => {
	const actual = createHmac('sha256', credential.apiKey).update(value).digest('hex');
	if (actual !== hash) throw new Error('The sample is not signed');
	JSON.parse(value.toString('utf8'));
};

/** From the bytes of the form to the verified and checked order. */
const ours = ({ hash, body }: Sample): void => {
	const verified = verifiedText(signedTexts(body), { storeId: credential.storeId, hash }, credential);
	if (!verified || !readPush(verified).ok) throw new Error('The sample is not taken');
};

const seconds = (work: (sample: Sample) => void, over: Sample[]): number => {
	const start = process.hrtime.bigint();
	for (const sample of over) work(sample);
	return Number(process.hrtime.bigint() - start) / 1e9;
};

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export interface Cost {
	/** Ours ÷ bare: the median of interleaved rounds. */
	ratio: number;
	/** Of ours, per post. */
	milliseconds: number;
}

export const costOfTaking = (rounds: number, seed: number): Cost => {
	const over = samples(50, seed);
	const pair = () => ({ bare: seconds(bare, over), ours: seconds(ours, over) });
	for (let warm = 0; warm < 60; warm++) pair();
	const pairs = Array.from({ length: rounds }, pair);
	return {
		ratio: median(pairs.map((both) => both.ours / both.bare)),
		milliseconds: (median(pairs.map((both) => both.ours)) / over.length) * 1_000,
	};
};
