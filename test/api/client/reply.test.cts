import { describe, expect, it } from '@jest/globals';
import { feedbackOf, readReply } from '../../../api/client/reply';

const now = Date.UTC(2026, 0, 15, 12);
const waitOf = (headers: Record<string, string>) => feedbackOf({ status: 429, headers, body: '' }, now).throttled;

describe('the pause that a 429 asks for', () => {
	it("is in Order Desk's own header, or else in the usual one: seconds, or a moment", () => {
		expect(waitOf({ 'x-retry-after': '7', 'retry-after': '9' })).toEqual({ retryAfter: 7_000 });
		expect(waitOf({ 'retry-after': '9' })).toEqual({ retryAfter: 9_000 });
		expect(waitOf({ 'retry-after': 'Thu, 15 Jan 2026 12:00:05 GMT' })).toEqual({ retryAfter: 5_000 });
		expect(waitOf({ 'retry-after': 'Thu, 15 Jan 2026 11:00:00 GMT' })).toEqual({ retryAfter: 0 });
	});

	it('is not told by a header that cannot be read, or by none', () => {
		for (const headers of [{}, { 'x-retry-after': '' }, { 'retry-after': 'soon' }, { 'x-retry-after': '-1' }])
			expect(waitOf(headers)).toEqual({});
	});
});

describe('a key that is not accepted', () => {
	const said = (body: unknown) =>
		readReply({ ok: true, value: { status: 401, headers: {}, body } }, { does: 'get the order' }, false);

	it('is told with what Order Desk says about it, or else with the status', () => {
		const message = 'Order Desk does not accept this Store ID and API Key';
		const advice = 'In Order Desk, open Store Settings > API and copy both into the credential again.';
		expect(said({ status: 'error', message: 'Key revoked' })).toMatchObject({
			error: { kind: 'unauthorized', message: `${message} (Key revoked)`, advice },
		});
		expect(said('')).toMatchObject({ error: { kind: 'unauthorized', message: `${message} (HTTP 401)`, advice } });
	});
});
