import { describe, expect, it } from '@jest/globals';
import { check } from '../../bench/faults/check.cts';
import type { Event, Report, Want } from '../../bench/faults/history.cts';
import { planted } from '../../bench/faults/planted.cts';
import type { Change } from '../../bench/faults/records.cts';

const initial = new Map([
	['order/1', 'there'],
	['order/1/email', 'old'],
	['order/1/city', 'Knoxville'],
]);
const email: Want = { to: 'set', path: 'order/1/email', value: 'new' };
const line: Want = { to: 'shift', path: 'order/1/history/Note', by: 1 };
const parcel: Want = { to: 'add', under: 'order/1/shipment', like: { number: 'T1' } };
const gone: Want = { to: 'remove', path: 'order/1' };

const asked = (...wants: Want[]): Event => ({
	type: 'asked',
	operation: 1,
	name: 'test',
	parts: wants.map((want) => [want]),
});
const committed = (...changes: Change[]): Event => ({ type: 'committed', operations: [1], request: 1, changes });
const reported = (...reports: Report[]): Event => ({ type: 'reported', operation: 1, reports });
const change = (path: string, before?: string, after?: string): Change => ({ path, before, after });
const found = (...events: Event[]) => {
	const { duplicated, lost, unasked, denied } = check({ initial, events });
	return { duplicated, lost, unasked, denied };
};
const nothing = { duplicated: 0, lost: 0, unasked: 0, denied: 0 };

const done = reported({ is: 'done' }) as Extract<Event, { type: 'reported' }>;
const failed = reported({ is: 'failed', kind: 'unknown' });
const uncertain = reported({ is: 'uncertain' });
const addLine = (count: number) => committed(change('order/1/history/Note', `${count - 1}`, `${count}`));
const addParcel = (id: number) =>
	committed(
		change(`order/1/shipment/${id}`, undefined, 'there'),
		change(`order/1/shipment/${id}/number`, undefined, 'T1'),
	);
const setEmail = committed(change('order/1/email', 'old', 'new'));

describe('the checker of a history', () => {
	it('finds one of each in a history made for it', () => {
		expect(check(planted)).toMatchObject({ duplicated: 1, lost: 1, unasked: 1, denied: 1 });
	});

	it('finds nothing where everything is done once', () => {
		expect(found(asked(email), setEmail, done)).toEqual(nothing);
		expect(found(asked(line), addLine(1), done)).toEqual(nothing);
		expect(found(asked(parcel, parcel), addParcel(1), addParcel(2), reported({ is: 'done' }, { is: 'done' }))).toEqual(
			nothing,
		);
		expect(found(asked(gone), committed(change('order/1', 'there'), change('order/1/email', 'old')), done)).toEqual(
			nothing,
		);
	});

	it('finds what is there twice, also where it comes after the report', () => {
		expect(found(asked(line), addLine(1), addLine(2), done)).toEqual({ ...nothing, duplicated: 1 });
		expect(found(asked(line), addLine(1), done, addLine(2))).toEqual({ ...nothing, duplicated: 1 });
		expect(found(asked(parcel), addParcel(1), addParcel(2), uncertain)).toEqual({ ...nothing, duplicated: 1 });
	});

	it('finds what was reported and never done', () => {
		for (const want of [email, line, parcel, gone]) expect(found(asked(want), done)).toEqual({ ...nothing, lost: 1 });
	});

	it('finds what was denied and done, before the report or after it', () => {
		expect(found(asked(email), setEmail, failed)).toEqual({ ...nothing, denied: 1 });
		expect(found(asked(parcel), failed, addParcel(1))).toEqual({ ...nothing, denied: 1 });
		const kept = reported({ is: 'done', claims: [] });
		expect(found(asked(parcel), addParcel(1), kept)).toEqual({ ...nothing, denied: 1 });
	});

	it('leaves in doubt what was reported as uncertain', () => {
		expect(found(asked(email), uncertain)).toEqual(nothing);
		expect(found(asked(email), setEmail, uncertain)).toEqual(nothing);
		expect(found(asked(parcel), uncertain, addParcel(1))).toEqual(nothing);
	});

	it('tells whose change it is where one request was sent for several operations', () => {
		const both = (...changes: Change[]): Event => ({ type: 'committed', operations: [1, 2], request: 1, changes });
		const second: Event = { type: 'asked', operation: 2, name: 'test', parts: [[parcel]] };
		const parcels = [
			change('order/1/shipment/1', undefined, 'there'),
			change('order/1/shipment/1/number', undefined, 'T1'),
		];
		const set = change('order/1/email', 'old', 'new');
		expect(found(asked(email), second, both(set, ...parcels), done, { ...done, operation: 2 })).toEqual(nothing);
		const denied: Event = { type: 'reported', operation: 2, reports: [{ is: 'failed', kind: 'unknown' }] };
		expect(found(asked(email), second, both(set, ...parcels), done, denied)).toEqual({ ...nothing, denied: 1 });
		expect(found(asked(email), second, both(set), done, { ...done, operation: 2 })).toEqual({ ...nothing, lost: 1 });
	});

	it('finds values that nobody has asked to change', () => {
		const blanked = committed(change('order/1/email', 'old', 'new'), change('order/1/city', 'Knoxville', ''));
		expect(found(asked(email), blanked, done)).toEqual({ ...nothing, unasked: 1 });
		const late = committed(change('order/1/email', 'newer', 'new'));
		expect(found(asked(email), setEmail, done, late)).toEqual({ ...nothing, unasked: 1 });
	});

	it('takes a value for set that was so while it was asked for', () => {
		const same: Want = { to: 'set', path: 'order/1/email', value: 'old' };
		expect(found(asked(same), done)).toEqual(nothing);
	});

	it('counts what has come to an end that is neither uncertain nor a fault', () => {
		const ends: Report[] = [
			{ is: 'done', claims: [] },
			{ is: 'failed', kind: 'refused' },
			{ is: 'failed', kind: 'unknown' },
			{ is: 'uncertain' },
		];
		const {
			parts,
			succeeded,
			uncertain: doubts,
		} = check({ initial, events: [asked(line, line, line, line), reported(...ends)] });
		expect({ parts, succeeded, doubts }).toEqual({ parts: 4, succeeded: 2, doubts: 1 });
	});

	it('takes no history that makes no sense', () => {
		expect(() => check({ initial, events: [done] })).toThrow('never asked for');
	});
});
