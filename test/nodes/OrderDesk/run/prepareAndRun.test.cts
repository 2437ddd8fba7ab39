import { describe, expect, it } from '@jest/globals';
import { OrderDeskError, isOrderDeskError } from '../../../../api/errors';
import type { Operation } from '../../../../nodes/OrderDesk/operation';
import { allItems, eachGroup, failuresIn } from '../../../../nodes/OrderDesk/run/eachItem';
import type { ItemResults } from '../../../../nodes/OrderDesk/run/eachItem';
import type { Lookups } from '../../../../nodes/OrderDesk/run/lookups';
import { prepareAndRun } from '../../../../nodes/OrderDesk/run/prepareAndRun';

const no = new OrderDeskError('refused', 'No');
const items = (...values: string[]): ItemResults<string> => values.map((value) => ({ ok: true as const, value }));
const failed = { ok: false as const, error: no };

/** The values of an outcome's items, 'failed' for those that have failed and undefined for those nothing was done for. */
const told = (outcomes: ItemResults<unknown>) =>
	Array.from(outcomes, (outcome) => (outcome ? (outcome.ok ? outcome.value : 'failed') : undefined));

const lookups = {} as Lookups;

/** An operation that notes what it does; `bad` names what it fails for. */
const noting = (bad: { prepare?: string; run?: string } = {}) => {
	const log: string[] = [];
	const check = (value: string, wrong?: string) => (value === wrong ? no : value);
	const doing = async (what: string, value: string, wrong?: string) => {
		log.push(`${what} ${value}`);
		const done = await Promise.resolve(check(value, wrong));
		if (isOrderDeskError(done)) throw done;
		return `${what} ${value}`;
	};
	const prepare = async (_: Lookups, value: string) => await doing('ready', value, bad.prepare);
	const prepareAll = async (_: Lookups, values: string[]) => {
		log.push(`ready ${values.join('+')}`);
		return await Promise.resolve(values.map((value) => check(value, bad.prepare)));
	};
	const run = async (_: Lookups, value: string) => await doing('done', value, bad.run);
	const runAll = async (_: Lookups, values: string[]) => {
		log.push(`done ${values.join('+')}`);
		return await Promise.resolve(values.map((value) => check(value, bad.run)));
	};
	return { log, prepare, prepareAll, run, runAll };
};

const runWith = async (how: object, inputs: ItemResults<unknown>, stopAtFailure = true) => {
	const { prepared, results } = await prepareAndRun(how as unknown as Operation, lookups, inputs, stopAtFailure);
	return { prepared: told(prepared), results: told(results) };
};

describe('an operation that runs for each item', () => {
	it('has prepared all of them before the first is written', async () => {
		const { log, prepare, run } = noting();
		expect(await runWith({ prepare, run }, items('a', 'b'))).toEqual({
			prepared: ['ready a', 'ready b'],
			results: ['done ready a', 'done ready b'],
		});
		expect(log).toEqual(['ready a', 'ready b', 'done ready a', 'done ready b']);
	});

	it('gets what was read where there is nothing to prepare', async () => {
		const { run } = noting();
		expect(await runWith({ run }, items('a'))).toEqual({ prepared: ['a'], results: ['done a'] });
	});

	it('prepares all items at once where it can', async () => {
		const { log, prepareAll, run } = noting();
		await runWith({ prepare: () => failed, prepareAll, run }, items('a', 'b'));
		expect(log[0]).toBe('ready a+b');
	});

	it.each(['prepare', 'prepareAll'] as const)(
		'writes nothing where %s fails for one and that stops the run',
		async (name) => {
			const { log, run, ...preparing } = noting({ prepare: 'b' });
			const { prepared, results } = await runWith({ [name]: preparing[name], run }, items('a', 'b'));
			expect(prepared[1]).toBe('failed');
			expect(results).toEqual([undefined, 'failed']);
			expect(log.filter((entry) => entry.startsWith('done'))).toEqual([]);
		},
	);

	it('writes the others where the run goes on', async () => {
		const { prepareAll, run } = noting({ prepare: 'b', run: 'c' });
		const { results } = await runWith({ prepareAll, run }, items('a', 'b', 'c', 'd'), false);
		expect(results).toEqual(['done a', 'failed', 'failed', 'done d']);
	});

	it('does nothing for items that have failed before, or were done by an earlier try', async () => {
		const { log, prepareAll, run } = noting();
		const inputs = [failed, undefined, ...items('a')];
		expect((await runWith({ prepareAll, run }, inputs, false)).results).toEqual(['failed', undefined, 'done a']);
		expect(log).toEqual(['ready a', 'done a']);
	});
});

describe('an operation that runs for many items at once', () => {
	it('gets all of them together, or those of each group', async () => {
		const all = noting();
		expect((await runWith({ runAll: all.runAll }, items('a', 'b', 'c'))).results).toEqual(['a', 'b', 'c']);
		expect(all.log).toEqual(['done a+b+c']);
		const grouped = noting();
		const groupOf = (value: string) => value.slice(0, 1);
		const { results } = await runWith({ runAll: grouped.runAll, groupOf }, items('a1', 'b1', 'a2'));
		expect(results).toEqual(['a1', 'b1', 'a2']);
		expect(grouped.log).toEqual(['done a1+a2', 'done b1']);
	});

	it('gets a record that is in several groups once after the other, in the sequence of the items', async () => {
		const [groupOf, recordOf] = [0, 1].map((place) => (value: string) => value.slice(place, place + 1));
		const runAs = async (...values: string[]) => {
			const { log, runAll } = noting();
			expect((await runWith({ runAll, groupOf, recordOf }, items(...values))).results).toEqual(values);
			return log;
		};
		expect(await runAs('a1', 'b1', 'a1')).toEqual(['done a1', 'done b1', 'done a1']);
		expect(await runAs('a1', 'a2', 'b2', 'a3')).toEqual(['done a1+a2+a3', 'done b2']);
		expect(await runAs('a1', 'a1', 'b2')).toEqual(['done a1+a1', 'done b2']);
	});

	it('begins no round after one with a failure, where that stops the run', async () => {
		const [groupOf, recordOf] = [0, 1].map((place) => (value: string) => value.slice(place, place + 1));
		const roundsOf = async (stopAtFailure: boolean) => {
			const { log, runAll } = noting({ run: 'a1' });
			const inputs = [failed, undefined, ...items('a1', 'b1')];
			return { log, ...(await runWith({ runAll, groupOf, recordOf }, inputs, stopAtFailure)) };
		};
		expect(await roundsOf(false)).toMatchObject({ results: ['failed', undefined, 'failed', 'b1'] });
		const { log, runAll } = noting({ run: 'a1' });
		const { results } = await runWith({ runAll, groupOf, recordOf }, items('c2', 'a1', 'b1'));
		expect({ log, results }).toEqual({ log: ['done c2', 'done a1'], results: ['c2', 'failed', undefined] });
	});
});

describe('an operation that runs in parts', () => {
	const inParts = { maxRecords: 2, keyOf: (value: string) => value.slice(0, 1) };

	it('prepares and writes so many records at a time, with all items of each', async () => {
		const { log, prepareAll, runAll } = noting();
		const values = ['a1', 'b1', 'c1', 'a2', 'd1', 'e1'];
		expect((await runWith({ inParts, prepareAll, runAll }, items(...values))).results).toEqual(values);
		expect(log).toEqual(['ready a1+b1+a2', 'done a1+b1+a2', 'ready c1+d1', 'done c1+d1', 'ready e1', 'done e1']);
	});

	it.each<[string, { prepare?: string; run?: string }, string[]]>([
		['cannot be prepared', { prepare: 'c1' }, ['ready a1+b1', 'done a1+b1', 'ready c1']],
		['cannot be written', { run: 'a1' }, ['ready a1+b1', 'done a1+b1']],
	])('begins no part after one of which an item %s, where that stops the run', async (_, bad, begun) => {
		const stopping = noting(bad);
		await runWith({ inParts, ...stopping, run: undefined }, items('a1', 'b1', 'c1'));
		expect(stopping.log).toEqual(begun);
		const goingOn = noting(bad);
		const { results } = await runWith({ inParts, ...goingOn, run: undefined }, items('a1', 'b1', 'c1'), false);
		expect(results.filter((result) => result === 'failed')).toHaveLength(1);
	});
});

describe('the work for all items together', () => {
	it('is not asked for without items, and its failure is that of each', async () => {
		const asked: unknown[] = [];
		const work = async (values: string[]): Promise<string[]> => {
			asked.push(values);
			return await Promise.reject(no);
		};
		expect(await allItems([failed, undefined], work)).toEqual([failed, undefined]);
		expect(asked).toEqual([]);
		expect(await allItems([...items('a', 'b'), undefined], work)).toEqual([failed, failed, undefined]);
	});

	it('fails for an item for which no result comes', async () => {
		const outcomes = await allItems(items('a', 'b'), async () => await Promise.resolve(['done']));
		expect(outcomes).toMatchObject([
			{ ok: true, value: 'done' },
			{ ok: false, error: { kind: 'unknown', message: 'No result came for this item' } },
		]);
	});

	it('in groups hands each item its own result, whatever becomes of the others', async () => {
		const work = async (values: string[]) =>
			await Promise.resolve(values.map((value) => (value === 'a2' ? no : value.toUpperCase())));
		const groupOf = (value: string) => value.slice(0, 1);
		const outcomes = await eachGroup([...items('a1', 'b1', 'a2', 'a3'), failed], groupOf, work, false);
		expect(told(outcomes)).toEqual(['A1', 'B1', 'failed', 'A3', 'failed']);
	});
});

it('only what has failed is left of outcomes, at its place', () => {
	expect(failuresIn([...items('a'), failed, undefined])).toEqual([undefined, failed, undefined]);
});
