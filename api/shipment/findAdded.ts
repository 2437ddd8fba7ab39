import type { OrderDeskClient } from '../client/client';
import type { LostWrite } from '../client/lostWrite';
import { isNotFound, isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { cannotTell, problem } from '../messages/message';
import { orderMessages } from '../messages/orders';
import { listParts } from '../orderPart/orderPart';
import { shipmentFields } from '../records/fields';
import { mergeRecord, normalisedText } from '../records/merge';
import type { JsonObject } from '../types';
import type { RowResults } from '../writing/batch';
import { ClockLead } from '../writing/clockLead';
import { EqualWrites } from '../writing/recentWrites';
import { hasNew, mayBeRewritten } from '../writing/rewritten';
import { isAlike, isSame, shipmentKind } from './shipment';

/** One shipment of a batch. */
export interface ShipmentRow {
	orderId: string;
	shipment: JsonObject;
}

/** The error for a shipment that may or may not have been added. */
export const maybeAdded = ({ orderId }: Pick<ShipmentRow, 'orderId'>): OrderDeskError =>
	problem(orderMessages.maybeShipped, { orderId });

/** The shipments of each order, 1 request per order; without those that cannot be read. */
export const listByOrder = async (
	client: OrderDeskClient,
	rows: readonly ShipmentRow[],
): Promise<Map<string, JsonObject[]>> => {
	const lists = new Map<string, JsonObject[]>();
	const read = async (orderId: string) => {
		const list = await orRefusal(listParts(client, shipmentKind, orderId));
		if (!isOrderDeskError(list)) lists.set(orderId, list);
		// An order that does not exist has none: the answer to the repeat will say so.
		else if (isNotFound(list)) lists.set(orderId, []);
	};
	await Promise.all([...new Set(rows.map(({ orderId }) => orderId))].map(read));
	return lists;
};

/** Shipments of one order under one tracking number. */
interface Parcels {
	orderId: string;
	rows: ShipmentRow[];
	writes: EqualWrites;
}

const nameOf = ({ orderId, shipment }: ShipmentRow): string =>
	`shipment ${orderId} ${normalisedText(shipment['tracking_number'])}`;

/** Looks for shipments whose answer was lost; those it finds are as Order Desk sends them. */
export class ShipmentLook {
	/** IDs of shipments that belong to a row, so that they cannot stand for another. */
	private readonly assigned = new Set<JsonObject[string] | undefined>();

	private readonly parcels = new Map<string, Parcels>();

	private readonly clockLead = new ClockLead();

	/** @param rows the shipments that are going to be sent; the caller holds the locks of their orders */
	constructor(
		private readonly client: OrderDeskClient,
		rows: readonly ShipmentRow[],
	) {
		for (const row of rows) {
			const name = nameOf(row);
			const parcels = this.parcels.get(name) ?? {
				orderId: row.orderId,
				rows: [],
				writes: new EqualWrites(client, name),
			};
			parcels.rows.push(row);
			this.parcels.set(name, parcels);
		}
	}

	/** Notes what became of the rows, or why the request has failed, for shipments that are sent later. */
	remember(results: RowResults<ShipmentRow, JsonObject> | OrderDeskError): void {
		for (const { rows, writes } of this.parcels.values()) {
			for (const row of rows) writes.addResult(isOrderDeskError(results) ? results : results.get(row));
		}
	}

	/** 1 request per order, and 1 for the time. */
	async look(sought: readonly ShipmentRow[], lost: LostWrite): Promise<RowResults<ShipmentRow, JsonObject>> {
		const found: RowResults<ShipmentRow, JsonObject> = new Map();
		const lists = await listByOrder(this.client, sought);
		for (const { orderId, rows, writes } of this.parcels.values()) {
			const open = rows.filter((row) => sought.includes(row));
			const list = lists.get(orderId);
			const arrived = list && (await orRefusal(this.arrived(open, list, writes, lost)));
			if (arrived && !isOrderDeskError(arrived)) this.assign(open, arrived, found);
			else for (const row of open) found.set(row, maybeAdded(row));
		}
		return found;
	}

	/** The shipments of a list that were created from the rows. */
	private async arrived(
		rows: readonly ShipmentRow[],
		list: JsonObject[],
		writes: EqualWrites,
		lost: LostWrite,
	): Promise<JsonObject[]> {
		const free = list.filter(({ id }) => !this.assigned.has(id));
		const isOne = (candidate: JsonObject) => rows.some(({ shipment }) => isAlike(candidate, shipment));
		const alike = free.filter(isOne);
		const earliestServerTime = this.clockLead.timeTeller(lost);
		const arrived = await writes.arrived(alike, rows.length, earliestServerTime);
		if (arrived.length === 0) await this.refuseRewritten(free, rows, earliestServerTime);
		return arrived;
	}

	/** Throws when there is a new shipment that Order Desk may have made of a row by cutting its tracking number. */
	private async refuseRewritten(
		free: readonly JsonObject[],
		rows: readonly ShipmentRow[],
		earliestServerTime: LostWrite['earliestServerTime'],
	): Promise<void> {
		const others = [...this.parcels.values()].flatMap((parcels) => parcels.rows);
		const similar = free.filter(
			(candidate) =>
				!others.some(({ shipment }) => isAlike(candidate, shipment)) &&
				rows.some(({ shipment }) => mayBeRewritten(candidate['tracking_number'], shipment['tracking_number'])),
		);
		if (await hasNew(similar, earliestServerTime)) throw cannotTell('A new shipment may be one of these');
	}

	/** Assigns each shipment to the row it is equal to, if there is one. */
	private assign(
		rows: readonly ShipmentRow[],
		arrived: JsonObject[],
		found: RowResults<ShipmentRow, JsonObject>,
	): void {
		const left = new Set(arrived);
		for (const exactly of [true, false]) {
			for (const row of rows) {
				const match = [...left].find((candidate) => !found.has(row) && fits(candidate, row, exactly));
				if (!match) continue;
				left.delete(match);
				this.assigned.add(match['id']);
				found.set(row, match);
			}
		}
		// Order Desk may have written our shipment in another way: it could be this one.
		if (left.size > 0) for (const row of rows) if (!found.has(row)) found.set(row, maybeAdded(row));
	}
}

const fits = (candidate: JsonObject, { shipment }: ShipmentRow, exactly: boolean): boolean =>
	isSame(candidate, shipment) && (!exactly || mergeRecord(candidate, shipment, shipmentFields).changed.length === 0);
