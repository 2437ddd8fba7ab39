import type { Doubt, OrderDeskClient } from '../client/client';
import { OrderDeskError, isNotFound, isOrderDeskError, settle } from '../errors';
import type { Settled } from '../errors';
import { listParts } from '../orderPart/orderPart';
import { shipmentFields } from '../records/fields';
import { mergeRecord, normalisedText } from '../records/merge';
import type { JsonObject } from '../types';
import { BatchLook } from '../writing/batch';
import type { Fate, Fates } from '../writing/batch';
import { Count } from '../writing/recentWrites';
import { isAlike, isSame, shipments } from './shipment';

/** One shipment of a batch. */
export interface Row {
	orderId: string;
	shipment: JsonObject;
}

/** For a shipment of which nothing can be told. */
export const untold = new OrderDeskError('uncertain', 'Order Desk did not say whether it added the shipment', {
	advice: 'Look at the shipments of the order in Order Desk before you run this again, so that nothing happens twice.',
});

/** The shipments of each order, 1 request per order; without those that cannot be read. */
export const listByOrder = async (
	client: OrderDeskClient,
	rows: readonly Row[],
): Promise<Map<string, JsonObject[]>> => {
	const lists = new Map<string, JsonObject[]>();
	const read = async (orderId: string) => {
		const list = await settle(listParts(client, shipments, orderId));
		if (list.ok) lists.set(orderId, list.value);
		// Of an order that does not exist, the answer to the repeat will tell.
		else if (isNotFound(list.error)) lists.set(orderId, []);
	};
	await Promise.all([...new Set(rows.map(({ orderId }) => orderId))].map(read));
	return lists;
};

/** Shipments that only their number tells apart. */
interface Group {
	orderId: string;
	rows: Row[];
	count: Count;
}

const nameOf = ({ orderId, shipment }: Row): string =>
	`shipment ${orderId} ${normalisedText(shipment['tracking_number'])}`;

/** Looks for shipments; those it finds are as Order Desk sends them. */
export class ShipmentLook extends BatchLook<Row, JsonObject> {
	/** Shipments that belong to a row, so that they cannot stand for another. */
	private readonly taken = new Set<JsonObject[string] | undefined>();

	private readonly groups = new Map<string, Group>();

	/** How far Order Desk's clock is ahead of ours, once it is needed. Milliseconds. */
	private ahead?: number;

	/** @param rows what is going to be sent, under the locks of the orders */
	constructor(
		private readonly client: OrderDeskClient,
		rows: readonly Row[],
	) {
		super();
		for (const row of rows) {
			const name = nameOf(row);
			const group = this.groups.get(name) ?? { orderId: row.orderId, rows: [], count: new Count(client, name) };
			group.rows.push(row);
			this.groups.set(name, group);
		}
	}

	/** Notes what has come of the rows at last, for those that are sent later. */
	remember(outcome: Settled<Fates<Row, JsonObject>>): void {
		for (const { rows, count } of this.groups.values()) {
			for (const row of rows) {
				const fate: Fate<JsonObject> = outcome.ok
					? (outcome.value.get(row) as Fate<JsonObject>)
					: { is: 'failed', error: outcome.error };
				const isUnsure = fate.is === 'untold' || (fate.is === 'failed' && isOrderDeskError(fate.error, 'uncertain'));
				count.add(Number(fate.is === 'done'), Number(isUnsure));
			}
		}
	}

	protected override async look(open: readonly Row[], doubt: Doubt): Promise<void> {
		const lists = await listByOrder(this.client, open);
		for (const { orderId, rows, count } of this.groups.values()) {
			const sought = rows.filter((row) => open.includes(row));
			const list = lists.get(orderId);
			const arrived = list ? await settle(this.arrived(sought, list, count, doubt)) : undefined;
			for (const row of sought) this.fates.delete(row);
			if (arrived?.ok) this.share(sought, arrived.value);
			else for (const row of sought) this.fates.set(row, { is: 'untold' });
		}
	}

	/** Those of a list that the rows have become. */
	private async arrived(rows: readonly Row[], list: JsonObject[], count: Count, doubt: Doubt): Promise<JsonObject[]> {
		const alike = list.filter(
			(candidate) => !this.taken.has(candidate['id']) && rows.some(({ shipment }) => isAlike(candidate, shipment)),
		);
		return await count.arrived(alike, rows.length, async (moment) => {
			this.ahead ??= await doubt.since(0);
			return moment + this.ahead;
		});
	}

	/** Each goes to the row it is equal to, if there is one. */
	private share(rows: readonly Row[], arrived: JsonObject[]): void {
		const left = new Set(arrived);
		for (const exactly of [true, false]) {
			for (const row of rows) {
				const found = [...left].find((candidate) => !this.fates.has(row) && fits(candidate, row, exactly));
				if (!found) continue;
				left.delete(found);
				this.taken.add(found['id']);
				this.fates.set(row, { is: 'done', as: found });
			}
		}
		// Order Desk may have written our shipment in another way: it could be this one.
		if (left.size > 0) for (const row of rows) if (!this.fates.has(row)) this.fates.set(row, { is: 'untold' });
	}
}

const fits = (candidate: JsonObject, { shipment }: Row, exactly: boolean): boolean =>
	isSame(candidate, shipment) && (!exactly || mergeRecord(candidate, shipment, shipmentFields).changed.length === 0);
