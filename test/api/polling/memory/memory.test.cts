import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../../api/types';
import { inventoryItemFields, orderFields } from '../../../../api/records/fields';
import { changeOf, fingerprint } from '../../../../api/polling/reading/change';
import { aheadOf, maxRemembered, NewRecords } from '../../../../api/polling/memory/newRecords';
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

describe('the fingerprint of what is nested', () => {
	const order = {
		id: '1',
		order_items: [
			{ id: '5', name: 'Glue', variation_list: { Size: 'S', Color: 'Red' } },
			{ id: '6', name: 'Paper' },
		],
		order_notes: [{ content: 'a' }, { content: 'b' }],
		order_metadata: { x: '1', y: '2' },
	};
	const mark = fingerprint(order, orderFields);
	/** The same JSON with the entries of all maps and lists in another sequence. */
	const turned = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(turned).reverse();
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.map(([key, entry]) => [key, turned(entry)] as const)
				.reverse(),
		);
	};

	it('is the same in whatever sequence it comes', () => {
		expect(fingerprint(turned(order) as JsonObject, orderFields)).toBe(mark);
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (metadata) => {
				const record = { id: '1', order_metadata: metadata, order_items: [{ id: '1', metadata }, { id: '2' }] };
				const marks = [record, turned(record)].map((one) => fingerprint(one as JsonObject, orderFields));
				expect(marks[0]).toBe(marks[1]);
			}),
		);
	});

	it.each<[string, JsonObject]>([
		['an item more', { order_items: [...order.order_items, { id: '7', name: 'Pen' }] }],
		['an item less', { order_items: order.order_items.slice(1) }],
		['the same note twice', { order_notes: [{ content: 'a' }, { content: 'a' }] }],
		['values that change places', { order_metadata: { x: '2', y: '1' } }],
		[
			'items that change names',
			{
				order_items: [
					{ id: '5', name: 'Paper' },
					{ id: '6', name: 'Glue' },
				],
			},
		],
	])('differs with %s', (_, changes) => {
		expect(fingerprint({ ...order, ...changes } as JsonObject, orderFields)).not.toBe(mark);
	});
});

describe('a version with a date before that of the last one', () => {
	/** What is new of each version, in checks of their own, each of which begins with what the last one stored. */
	const newOf = (...versions: Array<readonly [at: number, email: string]>) => {
		let stored = {};
		return versions.map(([at, email]) => {
			const seen = new SeenVersions(stored, orderFields);
			const isNew = seen.recordVersion(change(1, from + at, email));
			seen.forgetUntil(from, allIds);
			stored = JSON.parse(JSON.stringify(seen.stored())) as Record<string, string>;
			return isNew;
		});
	};

	it('is new where it stays: the clock of the database was set back', () => {
		expect(newOf([90, 'a'], [30, 'b'], [30, 'b'], [30, 'b'], [31, 'c'], [31, 'c'])).toEqual([
			true,
			false,
			true,
			false,
			false,
			true,
		]);
	});

	it('is not new where another copy of the database shows it for a moment, and neither is what comes after that', () => {
		expect(newOf([30, 'a'], [90, 'b'], [30, 'a'], [90, 'b'])).toEqual([true, true, false, false]);
		expect(newOf([90, 'b'], [30, 'a'], [90, 'b'], [95, 'c'])).toEqual([true, false, false, true]);
	});

	it('is no repeat of one with the same date', () => {
		expect(newOf([30, 'a'], [30, 'b'], [30, 'a'], [30, 'b'])).toEqual([true, true, false, false]);
	});
});

describe('what was dealt with', () => {
	it('is known again, in another life of the process too, until it cannot come again', () => {
		const seen = new SeenVersions({}, orderFields);
		expect(seen.recordVersion(change(1))).toBe(true);
		expect(seen.forgetUntil(from, allIds)).toBe(from);
		const later = new SeenVersions(seen.stored(), orderFields);
		expect(later.recordVersion(change(1))).toBe(false);
		expect(later.recordVersion(change(1, from, 'b'))).toBe(true);
		expect(later.recordVersion(change(1, from + 1))).toBe(true);
		expect(later.recordVersion(change(1, from))).toBe(false);
		expect(later.forgetUntil(from + 2, allIds)).toBe(from + 2);
		expect(later.stored()).toEqual({});
	});

	it('is remembered for records that a reading of many pages has not come to yet', () => {
		const seen = new SeenVersions({}, orderFields);
		for (const number of [1, 2, 3]) seen.recordVersion(change(number));
		seen.forgetUntil(from + 10, change(2).id);
		expect(Object.keys(seen.stored())).toEqual([change(3).id]);
	});

	it('takes a bounded room: of more than that, the oldest is given up, and not read again', () => {
		const seen = new SeenVersions({}, orderFields);
		const surplus = 40;
		for (let number = 0; number < maxSeen + surplus; number++) seen.recordVersion(change(number, from + number));
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
		expect(records.recordSighting(sighting(90, from - 1), true)).toBe(false);
		expect(records.recordSighting(sighting(90, from), true)).toBe(true);
		expect(records.recordSighting(sighting(90, from), true)).toBe(false);
		expect(records.recordSighting(sighting(101, from - 3_600), true)).toBe(true);
		expect(records.recordSighting(sighting(102, from - 3_601), true)).toBe(false);
	});

	it('without an id to compare with are told by their date alone', () => {
		const records = new NewRecords(empty, { datedBack: Infinity });
		expect(records.recordSighting(sighting(900, from - 1), true)).toBe(false);
		expect(records.recordSighting(sighting(900, from), true)).toBe(true);
	});

	it('are remembered until nothing can make them new again', () => {
		const first = new NewRecords({ ...empty, lastId: '100' }, { datedBack: Infinity });
		first.recordSighting(sighting(101, from - 900, from + 5), true);
		const under = first.stored(from + 10, false);
		expect(under).toMatchObject({ since: from, lastId: '100', emitted: { 101: from + 5 } });
		const second = new NewRecords(under, { datedBack: Infinity });
		expect(second.recordSighting(sighting(101, from - 900, from + 6), true)).toBe(false);
		const done = second.stored(from + 10, true);
		expect(done).toEqual({ since: from + 10, lastId: '100', passedId: '101', emitted: {}, notYetWanted: {} });
		expect(
			new NewRecords(done, { datedBack: Infinity }).recordSighting(sighting(101, from - 900, from + 20), true),
		).toBe(false);
	});

	it('take a bounded room, wanted or not: of more than that, the oldest are given up', () => {
		const records = new NewRecords({ ...empty, lastId: '100' }, { datedBack: Infinity });
		const surplus = 1_000;
		for (let id = 101; id <= 100 + maxRemembered + surplus; id++)
			records.recordSighting(sighting(id, from + id), id % 2 === 0);
		const kept = records.stored(from, false);
		const ids = [kept.emitted, kept.notYetWanted].flatMap((list) => Object.keys(list).map(Number));
		expect(ids).toHaveLength(maxRemembered);
		expect(Math.min(...ids)).toBe(101 + surplus);
		expect(kept.lastForgottenId).toBe(String(100 + surplus));
		expect(records.stored(from, true).passedId).toBe(String(100 + surplus));
	});

	it('take no more than a megabyte together with the versions of as many', () => {
		const records = new NewRecords({ ...empty, lastId: '100' }, { datedBack: Infinity });
		const seen = new SeenVersions({}, orderFields);
		for (let number = 0; number < 3 * maxSeen; number++) {
			const { id, at, record } = change(number, from + number, `${number}@example.com`);
			seen.recordVersion({ id, at, record });
			records.recordSighting({ id, at, added: at }, number % 3 === 0);
		}
		seen.forgetUntil(from, allIds);
		expect(bytes(seen.stored()) + bytes(records.stored(from, false))).toBeLessThan(900_000);
	});

	it('dated ahead of UTC are told by how far ahead that is', () => {
		const zone = 9 * 3_600;
		expect(
			aheadOf([
				{ added: from + zone, at: from },
				{ added: from, at: from + 5 },
			]),
		).toBe(zone);
		expect([aheadOf([]), aheadOf([{ added: from - zone, at: from }])]).toEqual([0, 0]);
		expect(aheadOf([{ added: from + 1e8, at: from }])).toBe(14 * 3_600);
		const records = new NewRecords({ ...empty, lastId: '100', ahead: 0 }, { datedBack: 14 * 3_600 });
		// Made an hour before the window: only its date says otherwise.
		expect(records.recordSighting(sighting(100, from + zone - 3_600, from - 3_600), true)).toBe(false);
		expect(records.recordSighting(sighting(99, from + zone - 1, from + zone + 60), true)).toBe(false);
		expect(records.recordSighting(sighting(98, from + zone, from + 5), true)).toBe(true);
		expect(records.recordSighting(sighting(101, from + zone - 60, from + 5), true)).toBe(true);
	});
});

const none = { groups: {}, outside: '' };

describe('membership', () => {
	it('are told when they come over, and when they come back', () => {
		let membership = new Membership(none);
		const told: string[] = [];
		for (const group of ['a', 'a', undefined, undefined, 'a', 'b', 'a']) {
			if (membership.recordGroup('1', group)) told.push(String(group));
			membership = new Membership(membership.stored());
		}
		expect(told).toEqual(['a', 'a', 'b', 'a']);
	});

	it('that are forgotten count as there, until they were met on the other side', () => {
		let membership = new Membership(none);
		membership.forget('50');
		const comes = (id: string, group: string | undefined) => {
			const has = membership.recordGroup(id, group);
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
			membership.recordGroup(String(3_866_000_000 + number * 900), 'low');
		expect(membership.isFull).toBe(true);
		const kept = membership.stored();
		expect(kept.forgotten).toBe(String(3_866_000_000 + 9 * 900));
		expect(bytes(kept)).toBeLessThan(400_000);
		expect(new Membership(kept).recordGroup('3866000000', 'low')).toBe(false);
		expect(new Membership(kept).recordGroup('3866999999999', 'low')).toBe(true);
	});
});
