import { describe, expect, it } from '@jest/globals';
import type { Window } from '../../../../api/polling/reading/window';
import { inventoryList } from '../../../../api/polling/reading/list';
import { seededRandom } from '../../../../sandbox/index.cts';
import { from, hour, polledList, sortedAsAsked } from '../../../support/polling/polledList.cts';
import type { PolledList, Row } from '../../../support/polling/polledList.cts';

type Sort = PolledList['sort'];

/** A sequence that has nothing to do with ids and dates, and that rows keep. */
const shuffled = (rows: Row[]): Row[] => rows.toSorted(([a], [b]) => ((a * 7_919) % 10_007) - ((b * 7_919) % 10_007));

const sequences: Array<[string, Sort]> = [
	['by id', sortedAsAsked],
	['by id, last first', (rows) => sortedAsAsked(rows, 'id').reverse()],
	['in a sequence of its own', shuffled],
	['by the last change', (rows) => rows.toSorted(([, a = 0], [, b = 0]) => b - a)],
	[
		'by id at first only',
		(rows) => {
			const byId = sortedAsAsked(rows, 'id');
			return [...byId.slice(0, 25), ...byId.slice(25).reverse()];
		},
	],
];

/** Checks once a minute, twenty requests at most in each, until `until`; what was told, and the requests of each check. */
const watch = async (
	list: PolledList,
	window: Partial<Window>,
	until: number,
	between: (check: number) => void = () => undefined,
) => {
	const told: string[] = [];
	const requests: number[] = [];
	let seen = window;
	for (let check = 0; list.now < until; check++, list.now += 60) {
		const { changes, window: next } = await list.read(seen, inventoryList);
		told.push(...changes.map(({ id, at }) => `${id} ${at - from}`));
		requests.push(list.asked.length);
		seen = next;
		between(check);
	}
	return { told: [...new Set(told)].sort(), requests, window: seen };
};

describe('a list that cannot be sorted, in which much has changed at once', () => {
	it.each(
		sequences.flatMap(([name, sort]) =>
			[0, 9 * hour, -8 * hour, 5.75 * hour].map((zone) => [name, zone, sort] as const),
		),
	)(
		'%s, dates read %d s early: is read to its end, and costs two requests once that is over',
		async (_, zone, sort) => {
			const items = Array.from({ length: 400 }, (__, place): Row => [1_000 + place, -hour]);
			const list = polledList(items);
			Object.assign(list, { sort, zone, now: 0 });
			const { window } = await watch(list, { from: from - 2 * hour }, 600);
			const changed = items.filter((__, place) => place % 5 !== 0).map(([id]): Row => [id, list.now - 3]);
			list.rows = [...items.filter((__, place) => place % 5 === 0), ...changed];
			const { told, requests } = await watch(list, window, list.now + 2 * hour);
			expect(changed.map(([id, at]) => `${id} ${String(at)}`).filter((change) => !told.includes(change))).toEqual([]);
			expect(Math.max(...requests.slice(-60))).toBeLessThanOrEqual(2);
		},
	);

	it.each(sequences)(
		'%s, by a store that ignores the start: costs one request more than it has pages',
		async (name, sort) => {
			const list = polledList(Array.from({ length: 45 }, (__, place): Row => [1_000 + place, -hour]));
			Object.assign(list, { sort, zone: 1e8, now: 0 });
			const { window } = await watch(list, { from: from - 2 * hour }, hour);
			list.rows = list.rows.map(([id, at = 0], place): Row => (place % 9 === 0 ? [id, list.now - 1] : [id, at]));
			const { told, requests } = await watch(list, window, list.now + hour);
			expect(told).toHaveLength(5);
			// Where a later page shows that the list is not sorted by id, it is read once more.
			expect(Math.max(...requests)).toBeLessThanOrEqual(name === 'by id at first only' ? 10 : 6);
		},
	);

	it.each(sequences)(
		'%s: tells every change, while more of them come, however little time there is',
		async (_, sort) => {
			for (let seed = 1; seed <= 5; seed++) {
				const random = seededRandom(seed);
				const items = Array.from({ length: 600 }, (__, place): Row => [1_000 + place, -hour]);
				const list = polledList(items);
				Object.assign(list, { sort, now: 0, time: seed === 1 ? Infinity : 8 * seed });
				const { window } = await watch(list, { from: from - 2 * hour }, 600);
				const done: string[] = [];
				const change = (id: number, at: number) => {
					list.rows = [...list.rows.filter(([other]) => other !== id), [id, at]];
					return `${id} ${at}`;
				};
				for (const [id] of items.slice(0, 450)) change(id, list.now - 1);
				const { told } = await watch(list, window, list.now + hour, (check) => {
					if (check < 20)
						done.push(change(2_000 + check, list.now + 1), change(1_000 + Math.floor(random() * 600), list.now + 2));
				});
				const last = new Map(list.rows.map(([id, at]) => [id, `${id} ${String(at)}`]));
				const expected = [...last.values()].filter((one) => Number(one.split(' ')[1]) > 0);
				expect(expected.length).toBeGreaterThan(450);
				expect(expected.filter((one) => !told.includes(one))).toEqual([]);
			}
		},
	);

	it.each(sequences)('%s: is read to its end with time for any number of requests in a check', async (_, sort) => {
		for (let time = 1; time <= 12; time++) {
			const list = polledList([[1, -5], ...Array.from({ length: 60 }, (__, place): Row => [100 + place, 10 + place])]);
			Object.assign(list, { sort, time });
			const { told } = await watch(list, { anchor: from - 5, ahead: -1, pages: 20 }, 600 + 60 * 90);
			expect(told).toHaveLength(60);
		}
	});
});
