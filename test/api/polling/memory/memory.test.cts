import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inventoryItemFields, orderFields } from '../../../../api/records/fields';
import { changeOf, fingerprint } from '../../../../api/polling/reading/change';
import { NewRecords } from '../../../../api/polling/memory/newRecords';
import { compareIds } from '../../../../api/records/ids';
import { packIds, unpackIds } from '../../../../api/polling/memory/membership';
import { Membership, maxMembers } from '../../../../api/polling/memory/membership';
import { maxSeen, SeenVersions } from '../../../../api/polling/memory/seenVersions';

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
		const seen = new SeenVersions({}, orderFields);
		expect(seen.isNewVersion(change(1))).toBe(true);
		expect(seen.forgetUntil(from, allIds)).toBe(from);
		const later = new SeenVersions(seen.stored(), orderFields);
		expect(later.isNewVersion(change(1))).toBe(false);
		expect(later.isNewVersion(change(1, from, 'b'))).toBe(true);
		expect(later.isNewVersion(change(1, from + 1))).toBe(true);
		expect(later.isNewVersion(change(1, from))).toBe(false);
		expect(later.forgetUntil(from + 2, allIds)).toBe(from + 2);
		expect(later.stored()).toEqual({});
	});

	it('is remembered for records that a reading of many pages has not come to yet', () => {
		const seen = new SeenVersions({}, orderFields);
		for (const number of [1, 2, 3]) seen.isNewVersion(change(number));
		seen.forgetUntil(from + 10, change(2).id);
		expect(Object.keys(seen.stored())).toEqual([change(3).id]);
	});

	it('takes a bounded room: of more than that, the oldest is given up, and not read again', () => {
		const seen = new SeenVersions({}, orderFields);
		const surplus = 40;
		for (let number = 0; number < maxSeen + surplus; number++) seen.isNewVersion(change(number, from + number));
		expect(seen.forgetUntil(from, allIds)).toBe(from + surplus);
		expect(Object.keys(seen.stored())).toHaveLength(maxSeen);
		expect(bytes(seen.stored())).toBeLessThan(500_000);
	});
});

const empty = { since: from, emitted: {}, notYetWanted: {} };
const sighting = (id: number, added: number, at = added) => ({ id: String(id), added, at });

describe('new records', () => {
	it('are those of records added since, or with an id that was not given out before', () => {
		const records = new NewRecords({ ...empty, lastId: '100' }, { datedBack: 3_600 });
		expect(records.isFirstWanted(sighting(90, from - 1), true)).toBe(false);
		expect(records.isFirstWanted(sighting(90, from), true)).toBe(true);
		expect(records.isFirstWanted(sighting(90, from), true)).toBe(false);
		expect(records.isFirstWanted(sighting(101, from - 3_600), true)).toBe(true);
		expect(records.isFirstWanted(sighting(102, from - 3_601), true)).toBe(false);
	});

	it('without an id to compare with are told by their date alone', () => {
		const records = new NewRecords(empty, { datedBack: Infinity });
		expect(records.isFirstWanted(sighting(900, from - 1), true)).toBe(false);
		expect(records.isFirstWanted(sighting(900, from), true)).toBe(true);
	});

	it('are remembered until nothing can make them new again', () => {
		const first = new NewRecords({ ...empty, lastId: '100' }, { datedBack: Infinity });
		first.isFirstWanted(sighting(101, from - 900, from + 5), true);
		const under = first.stored(from + 10, false);
		expect(under).toMatchObject({ since: from, lastId: '100', emitted: { 101: from + 5 } });
		const second = new NewRecords(under, { datedBack: Infinity });
		expect(second.isFirstWanted(sighting(101, from - 900, from + 6), true)).toBe(false);
		const done = second.stored(from + 10, true);
		expect(done).toEqual({ since: from + 10, lastId: '101', emitted: {}, notYetWanted: {} });
		expect(
			new NewRecords(done, { datedBack: Infinity }).isFirstWanted(sighting(101, from - 900, from + 20), true),
		).toBe(false);
	});

	it('take a bounded room: of more than that, the oldest are given up', () => {
		const records = new NewRecords({ ...empty, lastId: '100' }, { datedBack: Infinity });
		for (let id = 101; id < 16_101; id++) records.isFirstWanted(sighting(id, from + id), id % 2 === 0 || id < 200);
		const memory = records.stored(from, false);
		expect(Object.keys(memory.emitted).length + Object.keys(memory.notYetWanted).length).toBe(16_000);
		const more = new NewRecords(memory, { datedBack: Infinity });
		for (let id = 16_101; id < 30_101; id++) more.isFirstWanted(sighting(id, from + id), true);
		const kept = more.stored(from, false);
		expect(Object.keys(kept.emitted)).toHaveLength(15_000);
		expect(kept.lastForgottenId).toBe('14100');
		expect(more.stored(from, true).lastId).toBe('14100');
	});
});

const none = { groups: {}, outside: '' };

describe('membership', () => {
	it('are told when they come over, and when they come back', () => {
		let membership = new Membership(none);
		const told: string[] = [];
		for (const group of ['a', 'a', undefined, undefined, 'a', 'b', 'a']) {
			if (membership.enters('1', group)) told.push(String(group));
			membership = new Membership(membership.stored());
		}
		expect(told).toEqual(['a', 'a', 'b', 'a']);
	});

	it('that are forgotten count as there, until they were met on the other side', () => {
		let membership = new Membership(none);
		membership.forget('50');
		const comes = (id: string, group: string | undefined) => {
			const has = membership.enters(id, group);
			membership = new Membership(membership.stored());
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
		const membership = new Membership(none);
		for (let number = 0; number < maxMembers + 10; number++)
			membership.enters(String(3_866_000_000 + number * 900), 'low');
		expect(membership.isFull).toBe(true);
		const kept = membership.stored();
		expect(kept.forgotten).toBe(String(3_866_000_000 + 9 * 900));
		expect(bytes(kept)).toBeLessThan(400_000);
		expect(new Membership(kept).enters('3866000000', 'low')).toBe(false);
		expect(new Membership(kept).enters('3866999999999', 'low')).toBe(true);
	});
});
