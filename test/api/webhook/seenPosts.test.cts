import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventKey, isSeen, mergeSeenPosts, maxKeys, readSeenPosts, withPost } from '../../../api/webhook/seenPosts';
import type { SeenPosts } from '../../../api/webhook/seenPosts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 0, 15, 12);
const key = (n: number) => eventKey('t', Buffer.from(`${n}`));
const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => key(from + n));
const seeAll = (all: string[], now: number, seen: SeenPosts = {}) =>
	all.reduce<SeenPosts>((known, one) => withPost(known, one, now), seen);

describe('the key of a post', () => {
	it('is the same for the same bytes, and another for other bytes or another trigger', () => {
		const one = eventKey('w n', Buffer.from('order'));
		expect(one).toMatch(/^[0-9a-f]{64}$/);
		expect(eventKey('w n', Buffer.from('order'))).toBe(one);
		expect(eventKey('w n', Buffer.from('order '))).not.toBe(one);
		expect(eventKey('w m', Buffer.from('order'))).not.toBe(one);
	});
});

describe('the posts seen', () => {
	it('are known for 24 hours, whenever within an hour they came, and forgotten after 25', () => {
		fc.assert(
			fc.property(fc.nat(hour), fc.nat(24 * hour), (late, after) => {
				const at = noon + late;
				const seen = withPost({}, key(1), at);
				expect(isSeen(seen, key(1), at + after)).toBe(true);
				expect(isSeen(seen, key(1), at + 25 * hour)).toBe(false);
				expect(isSeen(seen, key(2), at)).toBe(false);
				expect(Object.keys(withPost(seen, key(2), at + 25 * hour))).toHaveLength(1);
			}),
		);
	});

	it('are not forgotten when a clock is set back', () => {
		expect(isSeen(withPost({}, key(1), noon), key(1), noon - 5 * hour)).toBe(true);
	});

	it('are what the keys say, not where their letters happen to meet', () => {
		const [one = '', two = ''] =
			Object.values(seeAll([key(1), key(2)], noon))
				.join('')
				.match(/.{16}/g) ?? [];
		const across = `${one.slice(8)}${two.slice(0, 8)}`;
		const bytes = Buffer.from(across, 'base64url').toString('hex').padEnd(64, '0');
		expect(isSeen(seeAll([key(1), key(2)], noon), bytes, noon)).toBe(false);
	});

	it('take less than a megabyte, whatever comes, and beyond that the oldest are forgotten', () => {
		const full: SeenPosts = {
			[String(noon / hour - 1)]: 'a'.repeat(16 * (maxKeys - 3)),
			[String(noon / hour - 2)]: `${'b'.repeat(16)}${'c'.repeat(16)}`,
			[String(noon / hour - 3)]: 'd'.repeat(16),
		};
		const one = withPost(full, key(1), noon);
		expect(Object.values(one).map((text) => text.length / 16)).toEqual([2, maxKeys - 3, 1]);
		const two = withPost(one, key(2), noon);
		expect(two[String(noon / hour - 2)]).toBe('c'.repeat(16));
		expect(JSON.stringify(seeAll(keys(3, 60), noon, two)).length).toBeLessThanOrEqual(1_000_000);
		expect(isSeen(seeAll(keys(3, 60), noon, two), key(1), noon)).toBe(true);
	});

	it('in two memories are all in the merged one, once', () => {
		const [one, two] = [seeAll(keys(0, 3), noon), seeAll(keys(2, 5), noon, withPost({}, key(9), noon - hour))];
		const both = mergeSeenPosts(one, two);
		expect([...keys(0, 5), key(9)].every((known) => isSeen(both, known, noon))).toBe(true);
		expect(Object.values(both).join('')).toHaveLength(6 * 16);
		expect(mergeSeenPosts(both, both)).toEqual(both);
		const longer = withPost(one, key(7), noon);
		expect([mergeSeenPosts(one, longer), mergeSeenPosts(longer, one)]).toEqual([longer, longer]);
	});

	it('are read back as they were kept, and anything else is nothing', () => {
		const seen = seeAll(keys(0, 3), noon);
		expect(readSeenPosts(JSON.parse(JSON.stringify(seen)))).toEqual(seen);
		for (const odd of [undefined, null, 'x', [1], { 1: 2 }, { x: 'a'.repeat(16) }, { 1: 'short' }])
			expect(readSeenPosts(odd)).toEqual({});
	});
});
