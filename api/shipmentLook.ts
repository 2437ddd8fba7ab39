import { BatchLook } from './batch';
import type { Doubt, OrderDeskClient } from './client';
import { OrderDeskError, settle } from './errors';
import { shipmentFields } from './fields';
import { mergeRecord } from './merge';
import { listParts } from './orderParts';
import { addedAt, isAlike, isSame, shipments, wasAdded } from './shipmentKind';
import type { JsonObject } from './types';

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
	};
	await Promise.all([...new Set(rows.map(({ orderId }) => orderId))].map(read));
	return lists;
};

/** Looks for shipments; those it finds are as Order Desk sends them. */
export class ShipmentLook extends BatchLook<Row, JsonObject> {
	/** Shipments that belong to a row, so that they cannot stand for another. */
	private readonly taken = new Set<JsonObject[string] | undefined>();

	/** When the shipments were first sent, once it is needed. Milliseconds. */
	private since = Infinity;

	constructor(private readonly client: OrderDeskClient) {
		super();
	}

	protected override async look(open: readonly Row[], doubt: Doubt): Promise<void> {
		const lists = await listByOrder(this.client, open);
		const sought = open.flatMap((row) => {
			const alike = lists.get(row.orderId)?.filter((candidate) => isAlike(candidate, row.shipment));
			this.fates.delete(row);
			if (alike && !this.isUntold(row, alike)) return [{ row, alike }];
			this.fates.set(row, { is: 'untold' });
			return [];
		});
		if (this.since === Infinity && sought.some(({ alike }) => alike.length > 0)) this.since = await doubt.since();
		// Of several parcels without a number, each goes to the row it is equal to, if there is one.
		for (const exactly of [true, false]) for (const { row, alike } of sought) this.take(row, alike, exactly);
		for (const { row, alike } of sought) {
			// Order Desk may have written our shipment in another way: it could be this one.
			if (!this.fates.has(row) && alike.some((candidate) => this.isFree(candidate))) {
				this.fates.set(row, { is: 'untold' });
			}
		}
	}

	private isUntold({ orderId, shipment }: Row, alike: JsonObject[]): boolean {
		// Several parcels can go without a number; after one of this run, the next cannot be told from it.
		const afterOurs =
			wasAdded(this.client, orderId, shipment) && alike.some((candidate) => isSame(candidate, shipment));
		return afterOurs || alike.some((candidate) => Number.isNaN(addedAt(candidate)));
	}

	/** Whether a shipment has come since the request, and belongs to no row yet. */
	private isFree(candidate: JsonObject): boolean {
		return !this.taken.has(candidate['id']) && addedAt(candidate) >= this.since;
	}

	private take(row: Row, alike: JsonObject[], exactly: boolean): void {
		const found = alike.find(
			(candidate) =>
				!this.fates.has(row) &&
				this.isFree(candidate) &&
				isSame(candidate, row.shipment) &&
				(!exactly || mergeRecord(candidate, row.shipment, shipmentFields).changed.length === 0),
		);
		if (!found) return;
		this.taken.add(found['id']);
		this.fates.set(row, { is: 'done', as: found });
	}
}
