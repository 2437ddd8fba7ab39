import { describe, expect, it } from '@jest/globals';
import { OrderDeskError } from '../../../api/errors';
import {
	EqualWrites,
	rememberCreated,
	rememberWritten,
	wasCreatedHere,
	widenBounds,
	writtenLately,
} from '../../../api/writing/recentWrites';
import { scriptedStore } from '../../support/scriptedStore.cts';
import { virtualStore } from '../../support/virtualStore.cts';

const { client } = scriptedStore([]);
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
/** Lines of the record, so many seconds after now. */
const lines = (...after: number[]) => after.map((each, id) => ({ id, date_added: iso(client.now() + each * 1000) }));
const earliestServerTime = async (moment: number) => await Promise.resolve(moment);

let names = 0;
const counted = (certain: number, uncertain = 0): EqualWrites => {
	const writes = new EqualWrites(client, `note ${++names}`);
	if (certain + uncertain > 0) writes.add(certain, uncertain);
	return writes;
};

describe('the records this process has created', () => {
	it('are known by what they are, the latest five thousand of them', () => {
		rememberCreated(client, 'order', 'first');
		expect(wasCreatedHere(client, 'order', 'first')).toBe(true);
		expect(wasCreatedHere(client, 'inventory item', 'first')).toBe(false);
		for (let id = 1; id < 5_000; id++) rememberCreated(client, 'order', id);
		expect(wasCreatedHere(client, 'order', 'first')).toBe(true);
		rememberCreated(client, 'order', 'last');
		expect(wasCreatedHere(client, 'order', 'first')).toBe(false);
		expect([wasCreatedHere(client, 'order', 1), wasCreatedHere(client, 'order', 'last')]).toEqual([true, true]);
	});
});

describe('what a record was replaced with', () => {
	it('is known for a minute, by what it is and of which store', async () => {
		const store = virtualStore();
		const own = store.client();
		const record = { id: 1, stock: 5 };
		rememberWritten(own, 'inventory item 1', record);
		expect(writtenLately(own, 'inventory item 1')).toBe(record);
		expect(writtenLately(own, 'inventory item 2')).toBeUndefined();
		await store.clock.advance(59_999);
		expect(writtenLately(own, 'inventory item 1')).toBe(record);
		await store.clock.advance(1);
		expect(writtenLately(own, 'inventory item 1')).toBeUndefined();
	});
});

describe('a lost write among equal ones', () => {
	it('has arrived when there are more of them than were added before: the youngest is ours', async () => {
		expect(await counted(1).arrived(lines(0, 1), 1, earliestServerTime)).toEqual([expect.objectContaining({ id: 1 })]);
		expect(await counted(1).arrived(lines(0), 1, earliestServerTime)).toEqual([]);
		expect(await counted(0).arrived([], 1, earliestServerTime)).toEqual([]);
	});

	it('is not made up for by an older one', async () => {
		expect(await counted(0).arrived(lines(-60), 1, earliestServerTime)).toEqual([]);
	});

	it('cannot be told while an earlier one is in doubt, unless all of them are there', async () => {
		await expect(counted(1, 1).arrived(lines(0, 1), 1, earliestServerTime)).rejects.toThrow('cannot be told');
		expect(await counted(1, 1).arrived(lines(0, 1, 2), 1, earliestServerTime)).toHaveLength(1);
		expect(await counted(1, 1).arrived(lines(0), 1, earliestServerTime)).toEqual([]);
	});

	it('cannot be told where fewer are there than were added, or one has no date', async () => {
		await expect(counted(2).arrived(lines(0), 1, earliestServerTime)).rejects.toThrow('cannot be told');
		await expect(counted(0).arrived([{ id: 1, date_added: '' }], 1, earliestServerTime)).rejects.toThrow(
			'cannot be told',
		);
	});

	it('is looked for since the first of them was sent, which is asked only where there is something to tell', async () => {
		const asked: number[] = [];
		const timeAt = async (moment: number) => await Promise.resolve(asked.push(moment) && moment);
		expect(await counted(0).arrived([], 1, timeAt)).toEqual([]);
		expect(asked).toEqual([]);
		await expect(counted(1).arrived([], 1, timeAt)).rejects.toMatchObject({ kind: 'unknown' });
		await counted(0).arrived(lines(0), 1, timeAt);
		expect(asked).toEqual([client.now(), client.now()]);
	});

	it('cannot be told where only one of them has no date', async () => {
		const undated = { id: 9, date_added: '' };
		await expect(counted(0).arrived([...lines(0), undated], 2, earliestServerTime)).rejects.toThrow('cannot be told');
	});

	it('is the youngest, by date and then by ID, and no more than were sent', async () => {
		const ids = (found: Array<{ id?: unknown }>) => found.map(({ id }) => id);
		expect(ids(await counted(0).arrived(lines(1, 3, 2), 2, earliestServerTime))).toEqual([1, 2]);
		expect(ids(await counted(0).arrived(lines(1, 1, 1), 2, earliestServerTime))).toEqual([2, 1]);
		expect(ids(await counted(2).arrived(lines(1, 1, 1), 2, earliestServerTime))).toEqual([2]);
		const nameless = lines(1, 1).map(({ date_added }, n) => ({ date_added, ...(n === 0 && { id: 5 }) }));
		expect(ids(await counted(0).arrived([...nameless].reverse(), 1, earliestServerTime))).toEqual([5]);
	});

	it.each<[string, unknown, number[], number | undefined]>([
		['was done', { id: 1 }, [0, 0], 1],
		['was done', { id: 1 }, [0], 0],
		['was refused', new OrderDeskError('refused', 'No'), [0], 1],
		['is uncertain', new OrderDeskError('uncertain', 'Perhaps'), [0], undefined],
		['is uncertain', new OrderDeskError('uncertain', 'Perhaps'), [0, 0], 1],
	])('after one that %s (%j), with %j seconds of them there, has added %j', async (_, result, there, added) => {
		const writes = counted(0);
		writes.addResult(result);
		const arrived = writes.arrived(lines(...there), 1, earliestServerTime);
		if (added === undefined) await expect(arrived).rejects.toThrow('cannot be told');
		else expect(await arrived).toHaveLength(added);
	});

	it('goes on with those before it for five seconds, since dates do not tell these apart', async () => {
		const addedAfter = async (milliseconds: number) => {
			const store = virtualStore();
			new EqualWrites(store.client(), 'note').add(1);
			await store.clock.advance(milliseconds);
			const line = { id: 2, date_added: iso(store.clock.now()) };
			return (await new EqualWrites(store.client(), 'note').arrived([line], 1, earliestServerTime)).length;
		};
		expect([await addedAfter(4_999), await addedAfter(5_000)]).toEqual([0, 1]);
	});
});

describe('equal ones of which one was removed, or to which one has come', () => {
	/** What is told of one more, where so many are there after two were added and their bounds were widened. */
	const toldOf = async (there: number, added = 2, beginning = 'parcel 7 ') => {
		const { client: own } = scriptedStore([]);
		const name = `parcel 7 t${++names}`;
		if (added > 0) new EqualWrites(own, name).add(added);
		widenBounds(own, beginning);
		const all = lines(...Array<number>(there).fill(0));
		return await new EqualWrites(own, name).arrived(all, 1, earliestServerTime).then(
			(found) => found.length,
			() => 'cannot be told',
		);
	};

	it('are uncertain by one in number', async () => {
		expect(await Promise.all([1, 2, 3, 4].map(async (there) => await toldOf(there)))).toEqual([
			0,
			'cannot be told',
			'cannot be told',
			1,
		]);
	});

	it('are never fewer than none', async () => {
		expect(await toldOf(0, 1)).toBe(0);
	});

	it('stay as they were under other names, and in other stores', async () => {
		expect(await toldOf(2, 2, 'parcel 8 ')).toBe(0);
		expect(await toldOf(3, 2, 'parcel 8 ')).toBe(1);
		const other = { ...client, storeKey: 'other' } as typeof client;
		const name = `parcel 9 ${++names}`;
		new EqualWrites(client, name).add(2);
		widenBounds(other, 'parcel 9 ');
		expect(await new EqualWrites(client, name).arrived(lines(0, 0), 1, earliestServerTime)).toEqual([]);
	});
});
