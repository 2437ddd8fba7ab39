import type { Event, History } from './history.cts';

const asked = (operation: number, parts: Extract<Event, { type: 'asked' }>['parts']): Event => ({
	type: 'asked',
	operation,
	name: 'planted',
	parts,
});
const done = (operation: number): Event => ({ type: 'reported', operation, reports: [{ is: 'done' }] });
const line = (operation: number, request: number, count: number): Event => ({
	type: 'committed',
	operations: [operation],
	request,
	changes: [{ path: 'order/1/history/Note', before: String(count - 1), after: String(count) }],
});
const email = { to: 'set', path: 'order/1/email', value: 'new' } as const;
const note = { to: 'shift', path: 'order/1/history/Note', by: 1 } as const;

/** One of each that the checker has to find: a note added twice, one that is lost, a field set back, a denied update. */
export const planted: History = {
	initial: new Map([
		['order/1', 'there'],
		['order/1/email', 'old'],
		['order/1/city', 'Knoxville'],
	]),
	events: [
		asked(1, [[note]]),
		line(1, 1, 1),
		line(1, 2, 2),
		done(1),
		asked(2, [[note]]),
		done(2),
		asked(3, [[email]]),
		{
			type: 'committed',
			operations: [3],
			request: 3,
			changes: [
				{ path: 'order/1/email', before: 'old', after: 'new' },
				{ path: 'order/1/city', before: 'Knoxville', after: '' },
			],
		},
		{ type: 'reported', operation: 3, reports: [{ is: 'failed', kind: 'refused' }] },
	],
};
