import { describe, expect, it } from '@jest/globals';
import { orderFields } from '../../../../api/records/fields';
import { FirstSights } from '../../../../api/polling/memory/newRecords';
import { compareIds, latestId } from '../../../../api/records/ids';
import { Members, mostMembers } from '../../../../api/polling/memory/membership';
import { mostSeen, Seen } from '../../../../api/polling/memory/seenVersions';

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
		const sights = new FirstSights({ since: from, last: '100', met: {}, waiting: {} }, Infinity);
		const dates: Array<[id: string, added: number]> = [
			['101', from + 100],
			['102', from + 5],
			['103', from + 10],
			['104', from + 1],
		];
		for (const [id, added] of dates) sights.isFirst({ id, added, at: added }, true);
		expect(sights.keep(from + 10, true)).toEqual({
			since: from + 10,
			last: '104',
			met: { 101: from + 100, 103: from + 10 },
			waiting: {},
		});
	});
});

describe('versions that were dealt with', () => {
	it('are forgotten by their dates, in whatever sequence they came', () => {
		const seen = new Seen({}, orderFields);
		for (const [id, at] of [9, 5, 7, 3].entries())
			seen.notes({ id: String(id), at: from + at, record: { id: String(id) } });
		expect(seen.settle(from + 7, '9')).toBe(from + 7);
		expect(Object.keys(seen.stored())).toEqual(['0', '2']);
	});

	it('give up the oldest, though it came last', () => {
		const seen = new Seen({}, orderFields);
		for (let id = 0; id <= mostSeen; id++) seen.notes({ id: String(id), at: from + mostSeen - id, record: {} });
		expect(seen.settle(from, '9'.repeat(15))).toBe(from + 1);
		expect(seen.stored()).not.toHaveProperty(String(mostSeen));
	});
});

describe('members', () => {
	it('that were forgotten are those with the lowest ids, though they came last', () => {
		const members = new Members({ groups: {}, outside: '' });
		expect(members.isFull).toBe(false);
		for (let number = mostMembers; number >= 0; number--) members.hasCome(String(1_000_000 + number), 'low');
		expect(members.isFull).toBe(true);
		expect(members.keep()).toMatchObject({ forgotten: '1000000', outside: '' });
	});

	it('that leave are remembered outside only where they would be taken to be inside', () => {
		const members = new Members({ groups: {}, outside: '', forgotten: '100' });
		for (const id of ['50', '150']) members.hasCome(id, undefined);
		expect(members.keep()).toEqual({ groups: {}, outside: (50).toString(36), forgotten: '100' });
	});

	it('come over from one group to another also where their ids are long forgotten', () => {
		const members = new Members({ groups: {}, outside: '', forgotten: '100' });
		members.hasCome('50', undefined);
		expect([members.hasCome('50', 'a'), members.hasCome('50', 'b'), members.hasCome('50', 'b')]).toEqual([
			true,
			true,
			false,
		]);
	});

	it('of which none was ever seen have nothing forgotten', () => {
		expect(new Members({ groups: {}, outside: '' }).keep()).toStrictEqual({ groups: {}, outside: '' });
	});
});
