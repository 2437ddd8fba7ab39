import type { OrderDeskClient } from '../../client/client';
import type { LostWrite } from '../../client/lostWrite';
import { isNotFound, isOrderDeskError, orRefusal } from '../../errors';
import type { OrderDeskError } from '../../errors';
import { problem } from '../../messages/message';
import { orderMessages } from '../../messages/orders';
import { parseUtc } from '../../records/dates';
import type { Folder } from '../../store';
import type { JsonObject } from '../../types';
import type { RowResults } from '../../writing/batch';
import { ClockLead } from '../../writing/clockLead';
import { EqualWrites } from '../../writing/recentWrites';
import { getOrder, historyOf } from '../order';
import { eachFolderPage, liesIn } from '../search';

/** How a line of the history names the folder an order was moved to. The whole line counts: 'New York' is not 'New'. */
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

/** Whether a line is about a change of folder, whatever its wording; the line of a new order in a folder is not. */
const speaksOfMove = (line: JsonObject): boolean =>
	/\b(moved?|folder)\b/i.test(noteOf(line)) && !/\badded to\b/i.test(noteOf(line));

/** NaN where there is no date. */
const momentOf = (date: unknown): number => parseUtc(String(date));

/** What is known of an order that was moved. */
export interface MoveDetails {
	/** Empty when the answer was lost, since only the answer names the folder the order came from. */
	original_folder_id: string;
	/** What Order Desk says of it, or what a look has found. */
	message: string;
}

const arrivedLate = (message: string): MoveDetails => ({ original_folder_id: '', message });

/** The error for an order that may or may not have been moved. */
export const maybeMoved = (orderId: string, folder: Folder): OrderDeskError =>
	problem(orderMessages.maybeMoved, { orderId, folder: folder.name });

/**
 * Looks for orders whose move may have been lost. The list of the folder shows many with 1 request; the others take 1
 * request each, in the last look only. 1 more for the time.
 */
export class MoveLook {
	private readonly clockLead = new ClockLead();

	/** The moves of each order by this process, each of which leaves a line in its history. */
	private readonly moves: ReadonlyMap<string, EqualWrites>;

	/** @param orderIds the orders that are going to be moved; the caller holds their locks */
	constructor(
		private readonly client: OrderDeskClient,
		private readonly folder: Folder,
		orderIds: readonly string[],
	) {
		this.moves = new Map(orderIds.map((id) => [id, new EqualWrites(client, `move ${id}`)]));
	}

	/** Notes what became of the moves, or why the request has failed, for moves that follow. */
	remember(results: RowResults<string, MoveDetails> | OrderDeskError): void {
		for (const [id, moves] of this.moves) {
			const result = isOrderDeskError(results) ? results : (results.get(id) as MoveDetails | OrderDeskError);
			if (isOrderDeskError(result)) moves.addResult(result);
			// An order that was in the folder already gets no line.
			else if (result.original_folder_id === '') moves.add(0, 1);
			else moves.add(Number(result.original_folder_id !== this.folder.id));
		}
	}

	async look(sought: readonly string[], lost: LostWrite, isLast: boolean): Promise<RowResults<string, MoveDetails>> {
		const earliestServerTime = this.clockLead.timeTeller(lost);
		const found: RowResults<string, MoveDetails> = new Map();
		if (sought.length > 1) {
			const arrived = await orRefusal(earliestServerTime().then(async (time) => await this.arrivedSince(time)));
			for (const id of sought) {
				const isThere = !isOrderDeskError(arrived) && arrived.has(id) && (isLast || this.isAlone(id));
				if (isThere) found.set(id, arrivedLate('It is in the folder'));
			}
			if (!isLast) return found;
		}
		const lookAt = async (id: string) => {
			const result = await this.lookAt(id, earliestServerTime, isLast);
			if (result) found.set(id, result);
		};
		await Promise.all(sought.filter((id) => !found.has(id)).map(lookAt));
		return found;
	}

	/**
	 * Orders that lie in the folder and were changed since a moment of Order Desk's clock: the first ones of its list.
	 */
	private async arrivedSince(moment: number): Promise<Set<string>> {
		const lastChangedFirst = { order_by: 'date_updated', order: 'DESC' };
		const { value: orders } = await eachFolderPage(this.client, this.folder.id, lastChangedFirst).next();
		const arrived = (orders ?? []).filter(
			(order) => liesIn(order, this.folder.id) && momentOf(order['date_updated']) >= moment,
		);
		return new Set(arrived.map(({ id }) => String(id)));
	}

	/** Whether this process has not moved an order shortly before: then that it was changed lately is a sign of our move. */
	private isAlone(orderId: string): boolean {
		return !(this.moves.get(orderId) as EqualWrites).goesOn;
	}

	/** What one order says of itself; undefined when nothing has moved it since the request. */
	private async lookAt(
		orderId: string,
		earliestServerTime: LostWrite['earliestServerTime'],
		isLast: boolean,
	): Promise<MoveDetails | OrderDeskError | undefined> {
		const unsure = maybeMoved(orderId, this.folder);
		const order = await orRefusal(getOrder(this.client, orderId, true));
		// An order that does not exist has not been moved: the answer to the repeat will say so.
		if (isOrderDeskError(order)) return isNotFound(order) ? undefined : unsure;
		if (liesIn(order, this.folder.id)) {
			// It may have been there before, and the lost request may still arrive.
			const isOurs =
				isLast || (this.isAlone(orderId) && momentOf(order['date_updated']) >= (await earliestServerTime()));
			return isOurs ? arrivedLate('It is in the folder') : undefined;
		}

		const lines = historyOf(order)?.filter(speaksOfMove);
		if (!lines) return momentOf(order['date_updated']) < (await earliestServerTime()) ? undefined : unsure;
		const writes = this.moves.get(orderId) as EqualWrites;
		const moves = await orRefusal(writes.arrived(lines, Infinity, earliestServerTime));
		if (isOrderDeskError(moves)) return unsure;
		if (moves.some((line) => saysMovedTo(line, this.folder))) {
			return arrivedLate('It was moved to the folder, and from there to another');
		}
		return moves.length === 0 ? undefined : unsure;
	}
}
