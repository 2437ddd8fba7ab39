import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type * as poll from '../../api/polling/poll';
import type * as memory from '../../api/polling/memory/newRecords';
import type * as reading from '../../api/webhook/readPost';
import type * as seen from '../../api/webhook/seenPosts';

/*
 * zod comes with n8n, in the version that n8n has: 3.24 and 3.25 up to now. Version 4, which 3.25 holds too, has other
 * messages and other signatures.
 */

type Modules = typeof poll & typeof memory & typeof reading & typeof seen;

const modulesWith = (zod: string): Modules => {
	let modules = {} as Modules;
	jest.isolateModules(() => {
		jest.doMock('zod', () => jest.requireActual(zod));
		modules = {
			...jest.requireActual<typeof poll>('../../api/polling/poll'),
			...jest.requireActual<typeof memory>('../../api/polling/memory/newRecords'),
			...jest.requireActual<typeof reading>('../../api/webhook/readPost'),
			...jest.requireActual<typeof seen>('../../api/webhook/seenPosts'),
		};
	});
	return modules;
};

afterAll(() => void jest.dontMock('zod'));

describe.each(['zod', 'zod/v4'])('with %s of n8n', (zod) => {
	const { readState, newRecordsSchema, readPost, readSeenPosts, withPost, eventKey } = modulesWith(zod);
	const window = { from: 1_768_478_400, ahead: -50_400, sorts: true, largest: 1, pages: 0 };
	const state = { version: 2, subject: 's', checks: 3, checkedAt: 1, window, seen: { 7: 'abc' }, memory: { a: 1 } };

	it('a polling trigger reads what it has stored, and nothing else', () => {
		expect(readState(state)).toEqual(state);
		for (const [name, value] of Object.entries({ version: 1, checks: '3', window: {}, seen: { 7: 7 } })) {
			expect(readState({ ...state, [name]: value })).toBeUndefined();
		}
		const remembered = { since: 5, emitted: { 7: 6 }, notYetWanted: {} };
		expect(newRecordsSchema.safeParse(remembered)).toMatchObject({ success: true, data: remembered });
		expect(newRecordsSchema.safeParse({ ...remembered, emitted: { 7: '6' } }).success).toBe(false);
	});

	it('a webhook trigger reads the posts it has seen, and nothing else', () => {
		const posts = withPost({}, eventKey('t', Buffer.from('order')), Date.UTC(2026, 0, 15));
		expect(readSeenPosts(JSON.parse(JSON.stringify(posts)))).toEqual(posts);
		for (const other of [{ x: '' }, { 1: 'short' }, [], null, 'x']) expect(readSeenPosts(other)).toEqual({});
	});

	it.each([
		['[]', 'The order is not an object'],
		['null', 'The order is not an object'],
		['{}', 'The order has no ID'],
		['{"id":null}', 'The ID of the order is not a whole number'],
		['{"id":"7x"}', 'The ID of the order is not a whole number'],
		['{"id":7.5}', 'The ID of the order is not a whole number'],
		['{"id":0}', 'The ID of the order is not a whole number'],
		['{"order":{"id":7},"shipment":[]}', 'The shipment is not an object'],
	])('says the same of a post that is no order: %s', (text, reason) => {
		expect(readPost(Buffer.from(text))).toEqual({ ok: false, reason });
	});

	it.each(['{"id":7}', '{"id":"7"}', '{"order":{"id":"9007199254740993"},"shipment":{}}'])('reads %s', (text) => {
		expect(readPost(Buffer.from(text)).ok).toBe(true);
	});
});
