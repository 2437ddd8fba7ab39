import { createHmac } from 'node:crypto';
import { parse } from 'node:querystring';

import { maxBytes } from '../../api/webhook/signedTexts';
import type { PostedBody } from '../../api/webhook/signedTexts';
import { verifiedText } from '../../api/webhook/signature';
import { median } from './cost.cts';
import { credential } from './posts.cts';

/*
 * Bodies that strangers may send to keep n8n busy: as large as n8n lets through, with the right store ID and a hash of
 * the right shape, so that they are refused only after they were looked at.
 */

interface HostileBody {
	name: string;
	of: (bytes: number) => PostedBody;
}

const repeated = (piece: string, bytes: number, before = '', after = ''): Buffer =>
	Buffer.from(`${before}${piece.repeat(Math.floor((bytes - before.length - after.length) / piece.length))}${after}`);

const body = (name: string, piece: string, before?: string, after?: string): HostileBody => ({
	name,
	of: (bytes) => repeated(piece, bytes, before, after),
});

/** As n8n hands on a multipart form, of which it reads as many fields as the sender likes. */
const multipart = (name: string, order: string, fields: number): HostileBody => ({
	name,
	of: (bytes) => ({
		...Object.fromEntries(Array.from({ length: fields }, (_, n) => [`field${n}`, 'x'])),
		order: repeated(order, bytes).toString(),
	}),
});

export const hostileBodies: readonly HostileBody[] = [
	body('form-ampersands', '&'),
	body('form-short-names', 'a&'),
	body('form-fields', 'a=1&'),
	body('form-escaped-names', '%6f%72%64%65&'),
	body('form-one-long-name', '%41'),
	body('form-equals', '='),
	body('form-percents', '%', 'order='),
	body('form-malformed', '%4', 'order='),
	body('form-order-escaped', '%41', 'order='),
	body('form-order-escaped-twice', '%2541', 'order='),
	body('form-order-again', 'order=1&'),
	body('form-order-in-disguise', '%6frder=%41&'),
	body('form-pluses', '+', 'order='),
	body('blanks', ' '),
	body('blanks-and-form', ' ', '', 'order=1'),
	body('blanks-and-json', ' ', '', '{"order":{}}'),
	body('json-empty-names', '"":1,', '{', '"a":1}'),
	body('json-short-names', '"a":1,', '{', '"a":1}'),
	body('json-escaped-names', '"\\u006frde":1,', '{', '"a":1}'),
	body('json-one-long-name', '\\u0061', '{"', '":1}'),
	body('json-order-again', '"order":1,', '{', '"order":1}'),
	body('json-commas', ',', '{', '}'),
	body('json-colons', ':', '{"order"', '}'),
	body('json-numbers', '1,', '{"order":[', '1]}'),
	body('json-objects', '{},', '{"order":[', '{}]}'),
	body('json-deep-lists', '['),
	body('json-deep-objects', '{"a":'),
	body('json-deep-order', '[', '{"order":'),
	body('json-long-text', 'a', '{"order":"', '"}'),
	body('json-escapes', '\\u0041', '{"order":"', '"}'),
	body('json-backslashes', '\\\\', '{"order":"', '"}'),
	body('json-order-percent-escapes', '%41', '{"order":"', '"}'),
	body('json-order-percents', '%', '{"order":"', '"}'),
	body('json-text', '%41', '"', '"'),
	body('json-text-of-escapes', '\\u0041', '"', '"'),
	body('json-open-text', 'a', '"'),
	body('json-quotes', '"'),
	body('json-quotes-in-object', '"', '{'),
	multipart('multipart-fields', 'a', 20_000),
	multipart('multipart-escapes', '%41', 1),
	multipart('multipart-percents', '%', 1),
];

const bytesOf = (posted: PostedBody): Buffer =>
	Buffer.isBuffer(posted) ? posted : Buffer.from(String(posted['order']));

/** How a receiver looks at a body before it knows whether the store has signed it. */
export type Check = (posted: PostedBody) => unknown;

const claim = { storeId: credential.storeId, hash: 'a'.repeat(64) };
export const ourCheck: Check = (posted) => verifiedText(posted, claim, credential);

/** The least that any receiver does with the bytes: hash them, and parse them with Node's own means. */
const bare: Check = (posted) => {
	const bytes = bytesOf(posted);
	createHmac('sha256', credential.apiKey).update(bytes).digest();
	const text = bytes.toString('latin1');
	if (!/^\s*[{["]/.test(text)) return parse(text);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
};

const seconds = (check: Check, posted: PostedBody): number => {
	const start = process.hrtime.bigint();
	check(posted);
	return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Node's own means take 10 s and a gigabyte to parse 16 MB of empty objects: a quarter of the limit shows the same. */
const usualBytes = maxBytes / 4;
const bytesAt = (scale: number): number => Math.max(10_000, Math.floor(usualBytes * Math.min(1, scale)));

/** What the check of a hostile body costs ÷ hashing and parsing its bytes: the median of interleaved rounds. */
export const costOfHostile = ({ of }: HostileBody, check: Check, scale: number, rounds: number): number => {
	const posted = of(bytesAt(scale));
	const round = (): number => seconds(check, posted) / seconds(bare, posted);
	round();
	return median(Array.from({ length: rounds }, round));
};

/** How much longer the check of a body takes when the body is four times as long, up to n8n's limit: 4 when linear. */
export const growthOfHostile = ({ of }: HostileBody, check: Check, scale: number, rounds: number): number => {
	const [usual, largest] = [of(bytesAt(scale)), of(4 * bytesAt(scale))];
	const round = (): number => seconds(check, largest) / seconds(check, usual);
	round();
	return median(Array.from({ length: rounds }, round));
};
