import { createHash } from 'node:crypto';
import { z } from 'zod';

/*
 * Order Desk repeats a post that was not answered 200 in time, and its posts carry no ID: a repeat is recognised by
 * its bytes. Accepted posts are remembered as one plain text per hour, since n8n keeps them as JSON and reads them with
 * every post.
 */

/** Hours since 1970, UTC → the short keys of the posts accepted in that hour, one after the other. */
export type SeenPosts = Readonly<Record<string, string>>;

const hour = 3_600_000;
/** Order Desk repeats for two hours at most; staff run a rule again on the same day. */
const hoursKept = 24;
/** Characters of base64url: 96 bits of the SHA-256, so that no two posts of a lifetime share them by chance. */
const keyLength = 16;
/** 960 kB. What n8n keeps for a workflow has to stay below 1 MB. */
export const maxKeys = 60_000;

/** The key of a post, equal for its repeats and different for every trigger: hex SHA-256. */
export const eventKey = (trigger: string, bytes: Buffer): string =>
	createHash('sha256').update(trigger).update('\n').update(bytes).digest('hex');

const shortened = (key: string): string => Buffer.from(key, 'hex').toString('base64url').slice(0, keyLength);

const hourOf = (now: number): number => Math.floor(now / hour);

const schema = z.record(
	z.string().regex(/^\d+$/),
	z.string().refine((keys) => keys.length % keyLength === 0),
);

/** What n8n has kept. Anything else, such as what somebody typed in by hand, counts as nothing. */
export const readSeenPosts = (kept: unknown): SeenPosts => {
	const read = schema.safeParse(kept);
	return read.success ? read.data : {};
};

const includesKey = (keys: string, key: string): boolean => {
	for (let found = keys.indexOf(key); found >= 0; found = keys.indexOf(key, found + 1)) {
		if (found % keyLength === 0) return true;
	}
	return false;
};

/** Whether a post with this key was accepted within the last 24 hours (25 at most). `now` in milliseconds. */
export const isSeen = (seen: SeenPosts, key: string, now: number): boolean =>
	Object.entries(seen).some(
		([when, keys]) => Number(when) >= hourOf(now) - hoursKept && includesKey(keys, shortened(key)),
	);

const keysIn = (keys: string): string[] =>
	Array.from({ length: keys.length / keyLength }, (_, n) => keys.slice(n * keyLength, (n + 1) * keyLength));

/** The posts that are in either of the two. */
export const mergeSeenPosts = (one: SeenPosts, other: SeenPosts): SeenPosts => {
	const result: Record<string, string> = { ...one };
	for (const [when, keys] of Object.entries(other)) {
		const known = result[when] ?? '';
		// Usually they are equal, or one of them is only older.
		if (known === keys || known.startsWith(keys)) continue;
		result[when] = keys.startsWith(known) ? keys : [...new Set([...keysIn(known), ...keysIn(keys)])].join('');
	}
	return result;
};

/** The newest `maxKeys`: beyond that, the oldest are forgotten. */
const withinBounds = (seen: SeenPosts): SeenPosts => {
	let free = maxKeys * keyLength;
	const kept: Record<string, string> = {};
	for (const [when, keys] of Object.entries(seen).sort(([a], [b]) => Number(b) - Number(a))) {
		if (free === 0) break;
		kept[when] = keys.slice(-free);
		free -= Math.min(free, keys.length);
	}
	return kept;
};

/**
 * `seen` with one more post, without those older than 24 hours. A younger one is forgotten only when there are more
 * than `maxKeys`. `now` in milliseconds.
 */
export const withPost = (seen: SeenPosts, key: string, now: number): SeenPosts => {
	const current = hourOf(now);
	const young = Object.entries(seen).filter(([when]) => Number(when) >= current - hoursKept);
	const kept: Record<string, string> = Object.fromEntries(young);
	kept[current] = (kept[current] ?? '') + shortened(key);
	return withinBounds(kept);
};
