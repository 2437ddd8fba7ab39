import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../sandbox/index.cts';
import type { Switches } from '../../../sandbox/index.cts';
import { polledStore } from '../../support/polling/polledStore.cts';
import type { PolledStore } from '../../support/polling/polledStore.cts';

/** An hour in which orders are added, changed and deleted; what was told, compared with what was done. */
const hourOf = async (store: PolledStore, seed: number): Promise<{ missed: string[]; twice: string[] }> => {
	const random = seededRandom(seed);
	const { orders } = store.sandbox.store;
	const ids = Array.from({ length: 30 }, () => store.put());
	await store.wait(120);
	await store.check();
	const told: string[] = [];
	const done = new Map<string, string>();
	const note = (id: string) => done.set(id, String(orders.get(id).email));
	for (let minute = 0; minute < 60; minute++) {
		for (let n = 0; n < 3; n++) {
			await store.wait(1 + random() * 15);
			const id = ids[Math.floor(random() * ids.length)] as string;
			const what = random();
			if (what < 0.3) ids.push(store.put({ email: `${minute}-${n}@example.com` }));
			else if (what < 0.35) {
				orders.remove(id);
				ids.splice(ids.indexOf(id), 1);
				done.delete(id);
				continue;
			} else orders.edit(id, { email: `${minute}-${n}@example.com` });
			note(what < 0.3 ? (ids.at(-1) as string) : id);
		}
		told.push(...(await store.check()).map(({ id, email }) => `${String(id)} ${String(email)}`));
	}
	await store.wait(400);
	told.push(...(await store.check()).map(({ id, email }) => `${String(id)} ${String(email)}`));
	return {
		missed: [...done].map(([id, email]) => `${id} ${email}`).filter((state) => !told.includes(state)),
		twice: told.filter((state, index) => told.indexOf(state) !== index),
	};
};

const stores: Array<[string, Partial<Switches>, string]> = [
	['reads dates as UTC, west of Greenwich', { plainDates: 'utc' }, 'America/Los_Angeles'],
	['reads dates as UTC, east of Greenwich', { plainDates: 'utc' }, 'Pacific/Kiritimati'],
	['reads dates in its own zone, west of Greenwich', { plainDates: 'local' }, 'America/Los_Angeles'],
	['reads dates in its own zone, east of Greenwich', { plainDates: 'local' }, 'Pacific/Kiritimati'],
	['does not count the start to the time', { dateBounds: 'exclusive' }, 'UTC'],
	['does not sort by the date of the last change', { orderByUpdated: 'ignored' }, 'UTC'],
	['returns equal dates in any sequence', { ties: 'arbitrary' }, 'UTC'],
	['shows changes half a minute late', { visibilityLag: 30 }, 'UTC'],
	['does not tell the time with its answers', { dateHeader: 'absent' }, 'UTC'],
];

describe('a store that', () => {
	it.each(stores)('%s: no change is missed or told twice', async (_, switches, timezone) => {
		const store = polledStore('orderUpdated', { store: { switches, timezone } });
		expect(await hourOf(store, 1)).toEqual({ missed: [], twice: [] });
	});

	it('changes how it reads dates, or its time zone, is noticed: no change is missed or told twice', async () => {
		const store = polledStore('orderUpdated', { store: { timezone: 'Asia/Tokyo' } });
		for (const [seed, plainDates] of (['utc', 'local', 'utc', 'local'] as const).entries()) {
			store.sandbox.store.setSwitches({ plainDates });
			expect(await hourOf(store, seed)).toEqual({ missed: [], twice: [] });
		}
	});
});
