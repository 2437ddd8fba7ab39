import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inventoryItemFields, orderFields } from '../../../../api/records/fields';
import { changeOf, fingerprint } from '../../../../api/polling/reading/change';
import { FirstSights } from '../../../../api/polling/memory/newRecords';
import { compareIds } from '../../../../api/records/ids';
import { packIds, unpackIds } from '../../../../api/polling/memory/membership';
import { Members, mostMembers } from '../../../../api/polling/memory/membership';
import { mostSeen, Seen } from '../../../../api/polling/memory/seenVersions';

const from = 1_800_000_000;
const change = (number: number, at = from, email = '') => ({
	id: String(3_866_000_000 + number),
	at,
	record: { id: String(3_866_000_000 + number), email },
});
const allIds = '9'.repeat(15);
/** Room that what is stored takes. */
const bytes = (stored: unknown): number => JSON.stringify(stored).length;

describe('ids', () => {
	it('are in the sequence they were given out in, however many digits they have', () => {
		expect(['100', '99', '3866382274', '20', '99'].sort(compareIds)).toEqual(['20', '99', '99', '100', '3866382274']);
	});

	it('come out of the package as they went in', () => {
		fc.assert(
			fc.property(fc.uniqueArray(fc.maxSafeNat().map(String)), (ids) => {
				expect(unpackIds(packIds(ids))).toEqual([...ids].sort(compareIds));
			}),
		);
	});
});

describe('the date of a change', () => {
	it('is the date it was updated, or else added, and 0 when the record does not tell', () => {
		expect(changeOf({ id: 7, date_updated: '2026-01-15 10:00:01' })).toMatchObject({ id: '7', at: 1_768_471_201 });
		expect(changeOf({ id: 7, date_updated: '0000-00-00 00:00:00', date_added: '2026-01-15 10:00:00' }).at).toBe(
			1_768_471_200,
		);
		expect(changeOf({ id: 7, date_updated: null, date_added: 5 }).at).toBe(0);
	});
});

describe('the fingerprint of a record', () => {
	it('differs with every field that is known, and with no other', () => {
		const item = { id: 1, name: 'Shirt', stock: '5', metadata: [] };
		const mark = fingerprint(item, inventoryItemFields);
		expect(fingerprint({ ...item, stock: 5, metadata: {}, execution_time: '1 s' }, inventoryItemFields)).toBe(mark);
		expect(fingerprint({ ...item, stock: 4 }, inventoryItemFields)).not.toBe(mark);
		expect(fingerprint({ id: '1', email_count: '1' }, orderFields)).toBe(
			fingerprint({ id: '1', email_count: '2' }, orderFields),
		);
	});
});

describe('what was dealt with', () => {
	it('is known again, in another life of the process too, until it cannot come again', () => {
		const seen = new Seen({}, orderFields);
		expect(seen.notes(change(1))).toBe(true);
		expect(seen.settle(from, allIds)).toBe(from);
		const later = new Seen(seen.stored(), orderFields);
		expect(later.notes(change(1))).toBe(false);
		expect(later.notes(change(1, from, 'b'))).toBe(true);
		expect(later.notes(change(1, from + 1))).toBe(true);
		expect(later.notes(change(1, from))).toBe(false);
		expect(later.settle(from + 2, allIds)).toBe(from + 2);
		expect(later.stored()).toEqual({});
	});

	it('is remembered for records that a reading of many pages has not come to yet', () => {
		const seen = new Seen({}, orderFields);
		for (const number of [1, 2, 3]) seen.notes(change(number));
		seen.settle(from + 10, change(2).id);
		expect(Object.keys(seen.stored())).toEqual([change(3).id]);
	});

	it('takes a bounded room: of more than that, the oldest is given up, and not read again', () => {
		const seen = new Seen({}, orderFields);
		const surplus = 40;
		for (let number = 0; number < mostSeen + surplus; number++) seen.notes(change(number, from + number));
		expect(seen.settle(from, allIds)).toBe(from + surplus);
		expect(Object.keys(seen.stored())).toHaveLength(mostSeen);
		expect(bytes(seen.stored())).toBeLessThan(500_000);
	});
});

const empty = { since: from, met: {}, waiting: {} };
const sight = (id: number, added: number, at = added) => ({ id: String(id), added, at });

describe('first sights', () => {
	it('are those of records added since, or with an id that was not given out before', () => {
		const sights = new FirstSights({ ...empty, last: '100' }, 3_600);
		expect(sights.isFirst(sight(90, from - 1), true)).toBe(false);
		expect(sights.isFirst(sight(90, from), true)).toBe(true);
		expect(sights.isFirst(sight(90, from), true)).toBe(false);
		expect(sights.isFirst(sight(101, from - 3_600), true)).toBe(true);
		expect(sights.isFirst(sight(102, from - 3_601), true)).toBe(false);
	});

	it('without an id to compare with are told by their date alone', () => {
		const sights = new FirstSights(empty, Infinity);
		expect(sights.isFirst(sight(900, from - 1), true)).toBe(false);
		expect(sights.isFirst(sight(900, from), true)).toBe(true);
	});

	it('are remembered until nothing can make them new again', () => {
		const first = new FirstSights({ ...empty, last: '100' }, Infinity);
		first.isFirst(sight(101, from - 900, from + 5), true);
		const under = first.keep(from + 10, false);
		expect(under).toMatchObject({ since: from, last: '100', met: { 101: from + 5 } });
		const second = new FirstSights(under, Infinity);
		expect(second.isFirst(sight(101, from - 900, from + 6), true)).toBe(false);
		const done = second.keep(from + 10, true);
		expect(done).toEqual({ since: from + 10, last: '101', met: {}, waiting: {} });
		expect(new FirstSights(done, Infinity).isFirst(sight(101, from - 900, from + 20), true)).toBe(false);
	});

	it('take a bounded room: of more than that, the oldest are given up', () => {
		const sights = new FirstSights({ ...empty, last: '100' }, Infinity);
		for (let id = 101; id < 16_101; id++) sights.isFirst(sight(id, from + id), id % 2 === 0 || id < 200);
		const memory = sights.keep(from, false);
		expect(Object.keys(memory.met).length + Object.keys(memory.waiting).length).toBe(16_000);
		const more = new FirstSights(memory, Infinity);
		for (let id = 16_101; id < 30_101; id++) more.isFirst(sight(id, from + id), true);
		const kept = more.keep(from, false);
		expect(Object.keys(kept.met)).toHaveLength(15_000);
		expect(kept.passed).toBe('14100');
		expect(more.keep(from, true).last).toBe('14100');
	});
});

const none = { groups: {}, outside: '' };

describe('members', () => {
	it('are told when they come over, and when they come back', () => {
		let members = new Members(none);
		const told: string[] = [];
		for (const group of ['a', 'a', undefined, undefined, 'a', 'b', 'a']) {
			if (members.hasCome('1', group)) told.push(String(group));
			members = new Members(members.keep());
		}
		expect(told).toEqual(['a', 'a', 'b', 'a']);
	});

	it('that are forgotten count as there, until they were met on the other side', () => {
		let members = new Members(none);
		members.forget('50');
		const comes = (id: string, group: string | undefined) => {
			const has = members.hasCome(id, group);
			members = new Members(members.keep());
			return has;
		};
		expect(comes('51', 'a')).toBe(true);
		expect(comes('50', 'a')).toBe(false);
		expect(comes('49', undefined)).toBe(false);
		expect(comes('49', undefined)).toBe(false);
		expect(comes('49', 'a')).toBe(true);
		expect(comes('49', undefined)).toBe(false);
		expect(comes('49', 'a')).toBe(true);
	});

	it('take a bounded room: of more than that, those with the lowest ids are forgotten', () => {
		const members = new Members(none);
		for (let number = 0; number < mostMembers + 10; number++)
			members.hasCome(String(3_866_000_000 + number * 900), 'low');
		expect(members.isFull).toBe(true);
		const kept = members.keep();
		expect(kept.forgotten).toBe(String(3_866_000_000 + 9 * 900));
		expect(bytes(kept)).toBeLessThan(400_000);
		expect(new Members(kept).hasCome('3866000000', 'low')).toBe(false);
		expect(new Members(kept).hasCome('3866999999999', 'low')).toBe(true);
	});
});
