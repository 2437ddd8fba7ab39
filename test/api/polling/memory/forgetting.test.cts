import { describe, expect, it } from '@jest/globals';
import { orderFields } from '../../../../api/records/fields';
import { NewRecords } from '../../../../api/polling/memory/newRecords';
import { compareIds, latestId } from '../../../../api/records/ids';
import { Membership, maxMembers } from '../../../../api/polling/memory/membership';
import { maxSeen, SeenVersions } from '../../../../api/polling/memory/seenVersions';

const from = 1_800_000_000;

describe('ids', () => {
	it('are equal only to themselves, and the latest is the one that was given out last', () => {
		expect([compareIds('99', '99'), Math.sign(compareIds('100', '99')), Math.sign(compareIds('98', '99'))]).toEqual([
			0, 1, -1,
		]);
		expect([latestId('5', '3'), latestId('3', '5'), latestId(undefined, '3')]).toEqual(['5', '5', '3']);
	});
});

describe('new records', () => {
	it('are forgotten by their dates, whatever their ids: those that are settled, and no other', () => {
		const records = new NewRecords(
			{ since: from, lastId: '100', emitted: {}, notYetWanted: {} },
			{ datedBack: Infinity },
		);
		const dates: Array<[id: string, added: number]> = [
			['101', from + 100],
			['102', from + 5],
			['103', from + 10],
			['104', from + 1],
		];
		for (const [id, added] of dates) records.recordSighting({ id, added, at: added }, true);
		expect(records.stored(from + 10, true)).toEqual({
			since: from + 10,
			lastId: '100',
			passedId: '104',
			emitted: { 101: from + 100, 103: from + 10 },
			notYetWanted: {},
		});
	});
});

describe('versions that were dealt with', () => {
	it('are forgotten by their dates, in whatever sequence they came', () => {
		const seen = new SeenVersions({}, orderFields);
		for (const [id, at] of [9, 5, 7, 3].entries())
			seen.recordVersion({ id: String(id), at: from + at, record: { id: String(id) } });
		expect(seen.forgetUntil(from + 7, '9')).toBe(from + 7);
		expect(Object.keys(seen.stored())).toEqual(['0', '2']);
	});

	it('give up the oldest, though it came last', () => {
		const seen = new SeenVersions({}, orderFields);
		for (let id = 0; id <= maxSeen; id++) seen.recordVersion({ id: String(id), at: from + maxSeen - id, record: {} });
		expect(seen.forgetUntil(from, '9'.repeat(15))).toBe(from + 1);
		expect(seen.stored()).not.toHaveProperty(String(maxSeen));
	});
});

describe('membership', () => {
	it('that were forgotten are those with the lowest ids, though they came last', () => {
		const membership = new Membership({ groups: {}, outside: '' });
		expect(membership.isFull).toBe(false);
		for (let number = maxMembers; number >= 0; number--) membership.recordGroup(String(1_000_000 + number), 'low');
		expect(membership.isFull).toBe(true);
		expect(membership.stored()).toMatchObject({ forgotten: '1000000', outside: '' });
	});

	it('that leave are remembered outside only where they would be taken to be inside', () => {
		const membership = new Membership({ groups: {}, outside: '', forgotten: '100' });
		for (const id of ['50', '150']) membership.recordGroup(id, undefined);
		expect(membership.stored()).toEqual({ groups: {}, outside: (50).toString(36), forgotten: '100' });
	});

	it('come over from one group to another also where their ids are long forgotten', () => {
		const membership = new Membership({ groups: {}, outside: '', forgotten: '100' });
		membership.recordGroup('50', undefined);
		expect([
			membership.recordGroup('50', 'a'),
			membership.recordGroup('50', 'b'),
			membership.recordGroup('50', 'b'),
		]).toEqual([true, true, false]);
	});

	it('of which none was ever seen have nothing forgotten', () => {
		expect(new Membership({ groups: {}, outside: '' }).stored()).toStrictEqual({ groups: {}, outside: '' });
	});
});
