import { describe, expect, it } from '@jest/globals';
import { ReadingPass } from '../../../../api/polling/reading/readingPass';
import { orderList } from '../../../../api/polling/reading/list';
import { windowFrom } from '../../../../api/polling/reading/window';
import type { Window } from '../../../../api/polling/reading/window';
import { scriptedStore } from '../../../support/scriptedStore.cts';

const from = 1_800_000_000;
const hour = 3_600;
const passOf = (window: Partial<Window> = {}) =>
	new ReadingPass(
		scriptedStore([]).client,
		orderList,
		{ ...windowFrom(from), ...window },
		{ lookback: 300, hasTime: () => true },
	);
/** Changes of one record, at these seconds from the window on; undated without. */
const changes = (...dates: Array<number | undefined>) =>
	dates.map((at, place) => ({ id: '1', at: at === undefined ? 0 : from + at, record: { place } }));

describe('an answer', () => {
	it('reaches back when it holds a record that is no younger than the window', () => {
		const reaching = (...dates: Array<number | undefined>) => passOf().reachesBack(changes(...dates));
		expect([reaching(9, 0), reaching(-9), reaching(9, 1), reaching(undefined), reaching()]).toEqual([
			true,
			true,
			false,
			false,
			false,
		]);
	});

	it('shows how late the next one may start: by the youngest record that is no younger than the window', () => {
		const narrowed = (...dates: Array<number | undefined>) =>
			passOf({ ahead: hour }).narrowedStart(changes(...dates)) - from;
		expect(narrowed(-50, undefined, 9, -5)).toBe(hour - 5);
		expect(narrowed(0, 1)).toBe(hour);
		expect([narrowed(9, undefined), narrowed()]).toEqual([-12 * hour, -12 * hour]);
	});
});

describe('what is kept of an answer', () => {
	it('is the last version of each record, and of equally old ones the one that came last', () => {
		const kept = passOf();
		kept.keep(changes(5, 3, 5, 4, -1, undefined));
		expect(kept.changes).toEqual([{ id: '1', at: from + 5, record: { place: 2 } }]);
	});

	it('is the date of the youngest record that does not come again', () => {
		const anchorOf = (window: Partial<Window>, ...dates: Array<number | undefined>) => {
			const pass = passOf(window);
			pass.keep(changes(...dates));
			return pass.nextWindow(pass.doneUntil).anchor;
		};
		expect(anchorOf({ floor: from + 20 }, 5, 20, 21, undefined)).toBe(from + 20);
		expect(anchorOf({}, undefined, 9)).toBeUndefined();
	});

	it('is the one from before where reading starts earlier than it might', () => {
		const pass = passOf({ floor: from + 20, anchor: from - 30 });
		pass.keep(changes(5, 20));
		expect(pass.nextWindow(from + 10)).toMatchObject({ from: from + 10, anchor: from - 30 });
	});
});
