import type { IDataObject } from 'n8n-workflow';

import { rawUrlDecode } from '../../sandbox/webhooks/formEncode.cts';
import type { Check } from './hostile.cts';
import type { HostRequest } from './http.cts';
import { credential, form, hashOf } from './posts.cts';
import type { Receive } from './receiving.cts';

/*
 * Receivers that are known to be wrong, each in one way that is found in the wild. What measures ours has to show it of
 * them, or it measures nothing.
 */

const refused = { status: 401, order: undefined };

const parsed = (text: string): IDataObject | undefined => {
	try {
		return JSON.parse(text) as IDataObject;
	} catch {
		return undefined;
	}
};

/** Takes form posts whose texts pass `isGenuine`, and parses what `text` makes of them. */
const receiver =
	(isGenuine: (values: string[], request: HostRequest) => boolean, text: (values: string[]) => string): Receive =>
	async ({ headers, rawBody }) => {
		await Promise.resolve();
		const values = new URLSearchParams(rawBody?.toString('latin1') ?? '').getAll('order');
		const isForm = headers['content-type'] === form;
		if (!isForm || values.length === 0 || !isGenuine(values, { headers })) return refused;
		return { status: 200, order: parsed(text(values)) };
	};

const isFromStore = ({ headers }: HostRequest): boolean => headers['x-order-desk-store-id'] === credential.storeId;
const isHash = (covered: string | Buffer, { headers }: HostRequest): boolean =>
	headers['x-order-desk-hash'] === hashOf(covered);
const first = ([value = '']: string[]): string => value;

/** Order Desk's older sample: verifies the text decoded once more, and goes on with the text as it came. */
export const decodesTwice = receiver(
	(values, request) => isFromStore(request) && isHash(rawUrlDecode(first(values)), request),
	first,
);

/** Verifies one of several fields, and goes on with another. */
export const takesLastField = receiver(
	(values, request) => isFromStore(request) && isHash(first(values), request),
	(values) => values.at(-1) ?? '',
);

/** Trusts the signature, whichever store the post names. */
export const anyStore = receiver((values, request) => values.length === 1 && isHash(first(values), request), first);

/** Verifies the order as it writes it itself. */
export const writesAnew = receiver(
	(values, request) => isFromStore(request) && isHash(JSON.stringify(parsed(first(values))) ?? '', request),
	first,
);

/** Decodes the name of every field, however many there are, to find the one. */
export const decodesEveryName: Check = (posted) => {
	const body = Buffer.isBuffer(posted) ? posted : Buffer.alloc(0);
	let found = 0;
	for (let start = 0; start <= body.length; ) {
		const next = body.indexOf('&', start);
		const end = next < 0 ? body.length : next;
		if (rawUrlDecode(body.subarray(start, end).toString('latin1')).equals(Buffer.from('order'))) found++;
		start = end + 1;
	}
	return found;
};
