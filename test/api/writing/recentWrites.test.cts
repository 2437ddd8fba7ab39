import { describe, expect, it } from '@jest/globals';
import { EqualWrites, rememberCreated, wasCreatedHere } from '../../../api/writing/recentWrites';
import { scriptedStore } from '../../support/scriptedStore.cts';

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
});
