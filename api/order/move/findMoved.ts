import type { Doubt, OrderDeskClient } from '../../client/client';
import { isNotFound, settle } from '../../errors';
import type { Settled } from '../../errors';
import { parseUtc } from '../../records/dates';
import type { Folder } from '../../store';
import { isObject } from '../../types';
import type { JsonObject } from '../../types';
import { BatchLook } from '../../writing/batch';
import type { Fate, Fates } from '../../writing/batch';
import { Count } from '../../writing/recentWrites';
import { getOrder } from '../order';
import { eachFolderPage, liesIn } from '../search';

/** How a line of the history names the folder an order was moved to, as a whole: 'New' is not named by 'New York'. */
const wordings: ReadonlyArray<(folder: string) => string> = [
	(folder) => `moved to ${folder}`,
	(folder) => `moved to ${folder} folder`,
	(folder) => `moved to the ${folder} folder`,
];

const noteOf = (line: JsonObject): string => String(line['note']).trim();

const saysMovedTo = (line: JsonObject, { name }: Folder): boolean => {
	const said = noteOf(line)
		.replace(/^order (was )?/i, '')
		.replace(/\.$/, '')
		.toLowerCase();
	return wordings.some((wording) => said === wording(name).toLowerCase());
};

/** A line about a change of folder, whatever its wording; that a new order was added to a folder is none. */
const speaksOfMove = (line: JsonObject): boolean =>
	/\b(moved?|folder)\b/i.test(noteOf(line)) && !/\badded to\b/i.test(noteOf(line));

/** NaN where there is no date. */
const momentOf = (date: unknown): number => parseUtc(String(date));

/** What is known of an order that was moved. */
export interface Arrival {
	/** Empty when the answer was lost, and with it the folder the order came from. */
	original_folder_id: string;
	/** What Order Desk says of it, or what a look has told. */
	message: string;
}

const done = (message: string): Fate<Arrival> => ({ is: 'done', as: { original_folder_id: '', message } });

/**
 * Looks for orders whose move may have been lost. The list of the folder tells of many with 1 request; the others take 1
 * request each, in the last look only.
 */
export class MoveLook extends BatchLook<string, Arrival> {
	/** How far Order Desk's clock is ahead of ours, once it is needed. Milliseconds. */
	private ahead?: Promise<number>;

	/** The moves of each order by this process, each of which leaves a line in its history. */
	private readonly counts: ReadonlyMap<string, Count>;

	/** @param orderIds what is going to be sent, under the locks of the orders */
	constructor(
		private readonly client: OrderDeskClient,
		private readonly folder: Folder,
		orderIds: readonly string[],
	) {
		super();
		this.counts = new Map(orderIds.map((id) => [id, new Count(client, `move ${id}`)]));
	}

	/** Notes what has come of the moves at last, for those that follow. */
	remember(outcome: Settled<Fates<string, Arrival>>): void {
		for (const [id, count] of this.counts) {
			if (!outcome.ok) count.addOutcome(outcome);
			else {
				const fate = outcome.value.get(id);
				const from = fate?.is === 'done' ? fate.as.original_folder_id : '';
				// Where an order was in the folder already, there is no line.
				if (from === '') count.add(0, Number(fate?.is !== 'refused'));
				else count.add(Number(from !== this.folder.id));
			}
		}
	}

	protected override async look(open: readonly string[], doubt: Doubt, isLast: boolean): Promise<void> {
		const since = async (moment = doubt.sentAt) => moment + (await this.clock(doubt));
		for (const id of open) this.fates.delete(id);
		if (open.length > 1) {
			const arrived = await settle(since(doubt.sentAt).then(async (sentAt) => await this.arrived(sentAt)));
			for (const id of open) if (arrived.ok && arrived.value.has(id)) this.fates.set(id, done('It is in the folder'));
			if (!isLast) return;
		}
		const rest = [...this.counts].filter(([id]) => open.includes(id) && !this.fates.has(id));
		const tell = async ([id, count]: [string, Count]) => {
			const fate = await this.tell(id, count, since);
			if (fate.is !== 'missing') this.fates.set(id, fate);
		};
		await Promise.all(rest.map(tell));
	}

	/** 1 request for all looks. */
	private async clock(doubt: Doubt): Promise<number> {
		this.ahead ??= doubt.since(0);
		const told = await settle(this.ahead);
		if (told.ok) return told.value;
		delete this.ahead;
		throw told.error;
	}

	/** Orders that lie in the folder and were changed since the request: the first to be seen in its list. */
	private async arrived(since: number): Promise<Set<string>> {
		const lastChangedFirst = { order_by: 'date_updated', order: 'DESC' };
		const { value: orders } = await eachFolderPage(this.client, this.folder.id, lastChangedFirst).next();
		const arrived = (orders ?? []).filter(
			(order) => liesIn(order, this.folder.id) && momentOf(order['date_updated']) >= since,
		);
		return new Set(arrived.map(({ id }) => String(id)));
	}

	/** What one order says of itself. It is missing when nothing has moved it since the request. */
	private async tell(orderId: string, count: Count, since: Doubt['since']): Promise<Fate<Arrival>> {
		const fetched = await settle(getOrder(this.client, orderId, true));
		// Of an order that does not exist, the answer to the repeat will tell.
		if (!fetched.ok) return { is: isNotFound(fetched.error) ? 'missing' : 'untold' };
		const order = fetched.value;
		if (liesIn(order, this.folder.id)) return done('It is in the folder');

		const { order_history: history } = order;
		const lines = Array.isArray(history) ? history.filter(isObject).filter(speaksOfMove) : undefined;
		if (!lines) return { is: momentOf(order['date_updated']) < (await since()) ? 'missing' : 'untold' };
		const moves = await settle(count.arrived(lines, Infinity, since));
		if (!moves.ok) return { is: 'untold' };
		if (moves.value.some((line) => saysMovedTo(line, this.folder))) {
			return done('It was moved to the folder, and from there to another');
		}
		return { is: moves.value.length === 0 ? 'missing' : 'untold' };
	}
}
