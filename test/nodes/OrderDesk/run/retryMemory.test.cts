import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { OrderDeskError } from '../../../../api/errors';
import type { Settled } from '../../../../api/errors';
import { addNote } from '../../../../nodes/OrderDesk/order/addNote.operation';
import { getAll } from '../../../../nodes/OrderDesk/order/getAll.operation';
import type { Operation, Result } from '../../../../nodes/OrderDesk/operation';
import { retryMemory } from '../../../../nodes/OrderDesk/run/retryMemory';

const realNow = Date.now;
let now: number;
beforeEach(() => {
	// Later than all tests before it, so that it finds nothing of theirs.
	now = (now ?? realNow()) + 3_600_000;
	Date.now = () => now;
});
afterEach(() => void (Date.now = realNow));

const failed: Settled<Result> = { ok: false, error: new OrderDeskError('refused', 'No') };
const uncertain: Settled<Result> = { ok: false, error: new OrderDeskError('uncertain', 'Perhaps') };
const done: Settled<Result> = { ok: true, value: { id: '1' } };

let executions = 0;

/** One run of a node with Retry On Fail, whose tries end one after the other. */
const newRun = (settings: { maxTries?: number; retryOnFail?: boolean } = {}, operation: unknown = addNote) => {
	const execution = `execution ${++executions}`;
	const context = {
		getNode: () => ({ id: 'node', retryOnFail: true, ...settings }),
		getInputData: () => [{ json: {} }],
		isToolExecution: () => false,
		evaluateExpression: () => 0,
		getExecutionId: () => execution,
	} as unknown as IExecuteFunctions;
	const memory = () => retryMemory(context, operation as Operation);
	return {
		known: () => [...memory().known.keys()],
		end: (...outcomes: Array<Settled<Result>>) => memory().keep(outcomes),
	};
};

const many = (count: number) => Array.from({ length: count }, () => done);

describe('what failed tries have done', () => {
	it('is known to the next try: what was done, and what is uncertain', () => {
		const run = newRun();
		run.end(done, failed, uncertain);
		expect(run.known()).toEqual([0, 2]);
	});

	it('is forgotten once a try has succeeded, and once no try is left', () => {
		const [lucky, hopeless] = [newRun(), newRun()];
		lucky.end(done, failed);
		lucky.end(done, done);
		for (let tries = 0; tries < 3; tries++) hopeless.end(done, failed);
		expect([lucky.known(), hopeless.known()]).toEqual([[], []]);
	});

	it('is forgotten after two minutes, whichever run comes next', () => {
		const [old, other] = [newRun(), newRun()];
		old.end(done, failed);
		now += 119_000;
		expect(old.known()).toEqual([0]);
		now += 2_000;
		other.end(done);
		expect(old.known()).toEqual([]);
	});

	it('is kept for the latest run however much it is, and for earlier ones up to 10,000 records or 20 runs', () => {
		const [first, second, last] = [newRun(), newRun(), newRun()];
		first.end(...many(4_000), failed);
		second.end(...many(4_000), failed);
		expect(first.known()).toHaveLength(4_000);
		last.end(...many(7_000), failed);
		expect([first.known().length, second.known().length, last.known().length]).toEqual([0, 0, 7_000]);
		const huge = newRun();
		huge.end(...many(15_000), failed);
		expect(huge.known()).toHaveLength(15_000);
		for (let runs = 0; runs < 20; runs++) newRun().end(done, failed);
		expect(huge.known()).toEqual([]);
	});

	it('is remembered for no reading operation, and for no node without Retry On Fail', () => {
		const [reading, without] = [newRun({}, getAll), newRun({ retryOnFail: false })];
		for (const run of [reading, without]) run.end(done, failed);
		expect([reading.known(), without.known()]).toEqual([[], []]);
	});

	it('is kept as often as n8n tries: two to five times, and three by itself', () => {
		const triesWith = (settings: { maxTries?: number }) => {
			const run = newRun(settings);
			let tries = 0;
			do {
				run.end(done, failed);
				tries += 1;
			} while (run.known().length > 0);
			return tries;
		};
		expect(triesWith({})).toBe(3);
		expect([0, 1, 2, 4, 5, 9].map((maxTries) => triesWith({ maxTries }))).toEqual([2, 2, 2, 4, 5, 5]);
	});

	it('is not what was not begun, and stays what it was in the tries that follow', () => {
		const run = newRun();
		run.end(done, failed, undefined as never);
		expect(run.known()).toEqual([0]);
		run.end(done, done, failed);
		expect(run.known()).toEqual([0, 1]);
	});

	it('counts lists by their records', () => {
		const [first, second] = [newRun(), newRun()];
		const list: Settled<Result> = { ok: true, value: Array.from({ length: 6_000 }, (_, id) => ({ id })) };
		first.end(list, failed);
		second.end(uncertain, failed);
		expect(first.known()).toEqual([0]);
		second.end(list, failed);
		expect([first.known(), second.known()]).toEqual([[], [0]]);
	});
});
