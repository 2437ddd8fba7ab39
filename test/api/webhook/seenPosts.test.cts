import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventKey, isTaken, merged, mostKeys, readTaken, withTaken } from '../../../api/webhook/seenPosts';
import type { Taken } from '../../../api/webhook/seenPosts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 0, 15, 12);
const key = (n: number) => eventKey('t', Buffer.from(`${n}`));
const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => key(from + n));
const takenAll = (all: string[], now: number, taken: Taken = {}) =>
	all.reduce<Taken>((known, one) => withTaken(known, one, now), taken);

describe('the key of a post', () => {
	it('is the same for the same bytes, and another for other bytes or another trigger', () => {
		const one = eventKey('w n', Buffer.from('order'));
		expect(one).toMatch(/^[0-9a-f]{64}$/);
		expect(eventKey('w n', Buffer.from('order'))).toBe(one);
		expect(eventKey('w n', Buffer.from('order '))).not.toBe(one);
		expect(eventKey('w m', Buffer.from('order'))).not.toBe(one);
	});
});

describe('what was taken', () => {
	it('is known for 24 hours, whenever within an hour it was taken, and forgotten after 25', () => {
		fc.assert(
			fc.property(fc.nat(hour), fc.nat(24 * hour), (late, after) => {
				const at = noon + late;
				const taken = withTaken({}, key(1), at);
				expect(isTaken(taken, key(1), at + after)).toBe(true);
				expect(isTaken(taken, key(1), at + 25 * hour)).toBe(false);
				expect(isTaken(taken, key(2), at)).toBe(false);
				expect(Object.keys(withTaken(taken, key(2), at + 25 * hour))).toHaveLength(1);
			}),
		);
	});

	it('is not forgotten when a clock is set back', () => {
		expect(isTaken(withTaken({}, key(1), noon), key(1), noon - 5 * hour)).toBe(true);
	});

	it('is what the keys say, not where their letters happen to meet', () => {
		const [one = '', two = ''] =
			Object.values(takenAll([key(1), key(2)], noon))
				.join('')
				.match(/.{16}/g) ?? [];
		const across = `${one.slice(8)}${two.slice(0, 8)}`;
		const bytes = Buffer.from(across, 'base64url').toString('hex').padEnd(64, '0');
		expect(isTaken(takenAll([key(1), key(2)], noon), bytes, noon)).toBe(false);
	});

	it('takes less than a megabyte, whatever comes, and beyond that the oldest are forgotten', () => {
		const full: Taken = {
			[String(noon / hour - 1)]: 'a'.repeat(16 * (mostKeys - 3)),
			[String(noon / hour - 2)]: `${'b'.repeat(16)}${'c'.repeat(16)}`,
			[String(noon / hour - 3)]: 'd'.repeat(16),
		};
		const one = withTaken(full, key(1), noon);
		expect(Object.values(one).map((text) => text.length / 16)).toEqual([2, mostKeys - 3, 1]);
		const two = withTaken(one, key(2), noon);
		expect(two[String(noon / hour - 2)]).toBe('c'.repeat(16));
		expect(JSON.stringify(takenAll(keys(3, 60), noon, two)).length).toBeLessThanOrEqual(1_000_000);
		expect(isTaken(takenAll(keys(3, 60), noon, two), key(1), noon)).toBe(true);
	});

	it('in two memories is all in the merged one, once', () => {
		const [one, two] = [takenAll(keys(0, 3), noon), takenAll(keys(2, 5), noon, withTaken({}, key(9), noon - hour))];
		const both = merged(one, two);
		expect([...keys(0, 5), key(9)].every((known) => isTaken(both, known, noon))).toBe(true);
		expect(Object.values(both).join('')).toHaveLength(6 * 16);
		expect(merged(both, both)).toEqual(both);
		const longer = withTaken(one, key(7), noon);
		expect([merged(one, longer), merged(longer, one)]).toEqual([longer, longer]);
	});

	it('is read back as it was kept, and anything else is nothing', () => {
		const taken = takenAll(keys(0, 3), noon);
		expect(readTaken(JSON.parse(JSON.stringify(taken)))).toEqual(taken);
		for (const odd of [undefined, null, 'x', [1], { 1: 2 }, { x: 'a'.repeat(16) }, { 1: 'short' }])
			expect(readTaken(odd)).toEqual({});
	});
});
