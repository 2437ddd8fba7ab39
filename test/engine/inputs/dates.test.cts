import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { fullOrder } from '../../support/virtualStore.cts';
import { runNode } from '../../support/engine/engine.cts';
import type { NodeRun } from '../../support/engine/engine.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { byId, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, more: Partial<NodeRun> = {}) =>
	await runNode({ credential: store.credential, parameters: { resource: 'order', operation, ...parameters }, ...more });
const stored = (id: string) => store.sandbox.store.orders.get(id) as unknown as IDataObject;
const all = () => store.sandbox.store.orders.all();

describe('dates', () => {
	it.each([
		['a day of a spreadsheet', 46205, '2026-07-02'],
		['its text', '46205', '2026-07-02'],
		['a year', 2026, ''],
		['milliseconds too early to be meant', 10_000_000_001, ''],
		['a text of digits', '20260922', ''],
		['a month', '2026-03', ''],
		['a week', '2026-W10', ''],
		['a day of a week', '2026-W10-3', ''],
		['a day of the year', '2026-088', ''],
	])('are not %s, which is refused with advice', async (_, v, day) => {
		const [id = ''] = store.put(1);
		const before = stored(id)['date_added'];
		const parameters = { orderId: byId(id), updateFields: { date_added: '={{ $json.v }}' } };
		const { error } = await run('update', parameters, { items: [{ v }] });
		expect(error?.message).toContain("'Date Added' is not a date");
		expect(error?.description).toContain(day);
		expect(stored(id)['date_added']).toBe(before);
	});

	it.each([[1_790_000_000], [1_790_000_000_000], ['1790000000'], ['2026-09-21T14:13:20Z'], ['2026-09-21 14:13:20']])(
		'are %j',
		async (v) => {
			const [id = ''] = store.put(1);
			const parameters = { orderId: byId(id), updateFields: { date_added: '={{ $json.v }}' } };
			await run('update', parameters, { items: [{ v }], timezone: 'Asia/Tokyo' });
			expect(stored(id)['date_added']).toBe('2026-09-21 14:13:20');
		},
	);

	// In Berlin, this day of October has 25 hours, and this one of March 23.
	it.each([
		['2026-10-25', '2026-10-25 22:59:59', '2026-10-25 23:00:00'],
		['2026-03-29', '2026-03-29 21:59:59', '2026-03-29 22:00:00'],
	])('that end a search without a time mean the end of the day %s', async (day, last, next) => {
		for (const [n, date] of [last, next].entries()) {
			store.sandbox.store.orders.create(fullOrder({ source_id: `${n}`, date_added: date }), 'silent');
		}
		const filters = { search_start_date: day, search_end_date: day };
		const { json } = await run('getAll', { filters }, { timezone: 'Europe/Berlin' });
		expect(json.map(({ source_id: id }) => id)).toEqual(['0']);
	});

	it('of the output of the node are in the form of Order Desk when it is created again', async () => {
		const notes = [{ date_added: '2026-05-01 10:00:00', username: 'Ann', content: 'Called' }];
		const [id = ''] = [store.sandbox.store.orders.create(fullOrder({ order_notes: notes }), 'silent').id];
		const { json } = await run('get', { orderId: byId(id) });
		const again = { ...json[0], source_id: 'again' };
		const { error } = await run('create', { orderInput: 'json', orderJson: '={{ $json }}' }, { items: [again] });
		expect(error).toBeUndefined();
		expect(all()[1]).toMatchObject({ date_added: stored(id)['date_added'], order_notes: notes });
	});

	it('are not needed in a note', async () => {
		const [id = ''] = store.put(1);
		const rows = [{ content: 'Packed', date_added: '', username: '' }];
		await run('update', { orderId: byId(id), updateFields: { order_notes: { rows } } });
		expect(stored(id)['order_notes']).toMatchObject([{}, { content: 'Packed' }]);
	});
});

describe('blanks around a date', () => {
	const timezone = 'Europe/Berlin';
	const moment = '2026-07-02 08:00:00';
	const earlier = '2026-07-02 07:59:59';

	/** Of two orders, one second apart: the dates of those that are found. */
	const found = async (dateField: string, filters: IDataObject): Promise<unknown[]> => {
		for (const date of [earlier, moment]) {
			const { id } = store.sandbox.store.orders.create(fullOrder({ source_id: date }), 'silent');
			Object.assign(stored(id), { [dateField]: date });
		}
		const { json, error } = await run('getAll', { filters } as INodeParameters, { timezone });
		if (error) throw error;
		return json.map(({ source_id: date }) => date).sort();
	};

	const written = async (operation: string, parameters: INodeParameters): Promise<IDataObject> => {
		const { json, error } = await run(operation, parameters, { timezone });
		if (error) throw error;
		return stored(String(json[0]?.['id']));
	};
	const newOrder = async (fields: IDataObject) =>
		await written('create', {
			orderInput: 'json',
			orderJson: JSON.stringify({ customer: { company: 'A' }, order_items: [{ name: 'Glue' }], ...fields }),
		});
	const change = async (fields: IDataObject) =>
		await written('update', { orderId: byId(store.put(1)[0] ?? ''), updateFields: fields } as INodeParameters);
	const note = (date: string) => ({ date_added: date, username: 'Ann', content: 'Called' });
	const lastNote = ({ order_notes: notes }: IDataObject) => (notes as IDataObject[]).at(-1)?.['date_added'];

	/** Whether an order of `moment` counts as unchanged since then, and one that is a second younger does not. */
	const isUnchangedSince = async (unchangedSince: string): Promise<boolean[]> => {
		const [same = '', younger = ''] = store.put(2);
		const isUnchanged = async (id: string, date_updated: string) => {
			Object.assign(stored(id), { date_updated });
			const parameters = { orderId: byId(id), updateFields: { email: 'new@b.c' }, options: { unchangedSince } };
			await run('update', parameters, { timezone });
			return stored(id)['email'] === 'new@b.c';
		};
		return [await isUnchanged(same, moment), await isUnchanged(younger, '2026-07-02 08:00:01')];
	};

	/** The dates that the first check of a trigger finds, which starts at a date. */
	const startAt = async (start: string): Promise<unknown[]> => {
		for (const date of [earlier, moment]) {
			store.sandbox.store.orders.create(fullOrder({ source_id: date, date_added: date }), 'silent');
		}
		const trigger = pollingTrigger(store.credential, { event: 'newOrder', options: { startAt: start } });
		trigger.publish({ timezone });
		return (await trigger.check()).map(({ source_id: date }) => date).sort();
	};

	type Place = [place: string, read: (date: string) => Promise<unknown>, result: unknown];
	const records: Place[] = [
		['a field to update', async (date) => (await change({ date_added: date }))['date_added'], moment],
		['a note to add', async (date) => lastNote(await change({ order_notes: { rows: [note(date)] } })), moment],
		['an order as JSON', async (date) => (await newOrder({ date_added: date }))['date_added'], moment],
		['a note of an order as JSON', async (date) => lastNote(await newOrder({ order_notes: [note(date)] })), moment],
		['Only If Unchanged Since', isUnchangedSince, [true, false]],
	];
	const others: Place[] = [
		['Added After', async (date) => await found('date_added', { search_start_date: date }), [moment]],
		['Updated After', async (date) => await found('date_updated', { modified_start_date: date }), [moment]],
		['Start At', startAt, [moment]],
	];
	/** In records, a date in the form of Order Desk is in UTC; elsewhere, in the time zone of the workflow. */
	const ways = (places: Place[], ...dates: string[]) =>
		places.flatMap(([place, read, result]) =>
			dates.flatMap((date) => [date, ` ${date}`, `\t${date}\n`]).map((date) => [place, date, read, result] as const),
		);

	it.each([
		...ways(records, moment, '2026-07-02T10:00:00', '2026-07-02T08:00:00Z'),
		...ways(others, '2026-07-02 10:00:00', '2026-07-02T10:00:00', '2026-07-02T08:00:00Z'),
	])('do not matter in %s: %j', async (_place, date, read, result) => {
		expect(await read(date)).toEqual(result);
	});
});
