import { describe, expect, it } from '@jest/globals';
import type { EndpointName } from '../../../api/client/endpoints';
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

describe('a request without an answer', () => {
	const does = 'get order 7';
	const messageOf = (code: string) => {
		const answer = readReply({ ok: false, error: Object.assign(new Error(code), { code }) }, { does }, true);
		return answer.ok ? undefined : [answer.error.message, answer.error.advice];
	};

	it('says whether it was slow, broken or never reached, and what to run again', () => {
		const again = expect.stringContaining('to get order 7.');
		for (const code of ['ECONNABORTED', 'ETIMEDOUT'])
			expect(messageOf(code)).toEqual(['Order Desk did not answer in time', again]);
		expect(messageOf('ECONNRESET')).toEqual(['The connection to Order Desk broke before it answered', again]);
		expect(messageOf('ECONNREFUSED')).toEqual(['Order Desk could not be reached', again]);
	});
});

describe('a refusal', () => {
	const adviceOn = (asked: { does: string; endpoint?: EndpointName }, status: number, message: string) => {
		const answer = readReply(
			{ ok: true, value: { status, headers: {}, body: { status: 'error', message } } },
			asked,
			true,
		);
		return answer.ok ? undefined : answer.error.advice;
	};

	it('speaks of an ID where one was given, and of the path where none was', () => {
		expect(adviceOn({ does: 'get order 7', endpoint: 'getOrder' }, 404, 'Order Not Found')).toMatch(/^Check the ID: /);
		for (const endpoint of ['listOrders', 'listInventoryItems', 'getStore'] as const)
			expect(adviceOn({ does: 'search', endpoint }, 404, 'HTTP 404')).toMatch(/^Check the 'Base URL' /);
		expect(adviceOn({ does: 'carry out GET /orders/7' }, 404, 'Order Not Found')).toMatch(/^Check the ID in 'Path': /);
		expect(adviceOn({ does: 'carry out GET /nope' }, 404, 'Endpoint Not Found')).not.toMatch(/\bID\b/);
	});

	it('of a SKU that is taken names the ways out, and any other asks for a correction', () => {
		const asked = { does: 'create the inventory item', endpoint: 'createInventoryItem' } as const;
		expect(adviceOn(asked, 400, 'Item with code X already exists.')).toMatch(/another SKU.*'Create or Update'/);
		expect(adviceOn(asked, 400, 'Bad weight.')).toMatch(/^Correct what Order Desk complains about/);
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
