import { BatchLook } from './batch';
import type { Doubt, OrderDeskClient } from './client';
import { settle } from './errors';
import { shipmentFields } from './fields';
import { mergeRecord } from './merge';
import { listParts } from './orderParts';
import { addedAt, countKey, isSame, shipments } from './shipments';
import type { JsonObject } from './types';

/** One shipment of a batch. */
export interface Row {
	orderId: string;
	shipment: JsonObject;
}

/** The shipments of each order, 1 request per order; without those that cannot be read. */
export const listByOrder = async (
	client: OrderDeskClient,
	rows: readonly Row[],
): Promise<Map<string, JsonObject[]>> => {
	const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
	const lists = await Promise.all(orderIds.map(async (orderId) => await settle(listParts(client, shipments, orderId))));
	return new Map(lists.flatMap((list, index) => (list.ok ? [[orderIds[index] ?? '', list.value]] : [])));
};

/** Looks for shipments. They are as Order Desk sends them. */
export class ShipmentLook extends BatchLook<Row, JsonObject> {
	/** Shipments that belong to a row, so that they cannot stand for another. */
	private readonly taken = new Set<JsonObject[string] | undefined>();

	private since?: number;

	constructor(private readonly client: OrderDeskClient) {
		super();
	}

	protected override async look(open: readonly Row[], doubt: Doubt): Promise<void> {
		const lists = await listByOrder(this.client, open);
		for (const row of open) {
			const alike = lists.get(row.orderId)?.filter((candidate) => isSame(candidate, row.shipment));
			if (!alike || this.isUntold(row, alike)) this.fates.set(row, { is: 'untold' });
			else {
				this.fates.delete(row);
				if (alike.length > 0) this.since ??= await doubt.since();
			}
		}
		// Of several parcels without a number, each goes to the row it is equal to, if there is one.
		for (const exactly of [true, false]) {
			for (const row of open) {
				if (!this.fates.has(row)) this.take(row, lists.get(row.orderId) ?? [], exactly);
			}
		}
	}

	private isUntold({ orderId, shipment }: Row, alike: JsonObject[]): boolean {
		// Several parcels can go without a number; after one of this run, the next cannot be told from it.
		const afterOurs = alike.length > 0 && this.client.counted.has(countKey(orderId, shipment));
		return afterOurs || alike.some((candidate) => Number.isNaN(addedAt(candidate)));
	}

	private take(row: Row, list: JsonObject[], exactly: boolean): void {
		const found = list.find(
			(candidate) =>
				isSame(candidate, row.shipment) &&
				!this.taken.has(candidate['id']) &&
				addedAt(candidate) >= (this.since ?? Infinity) &&
				(!exactly || mergeRecord(candidate, row.shipment, shipmentFields).changed.length === 0),
		);
		if (!found) return;
		this.taken.add(found['id']);
		this.fates.set(row, { is: 'done', as: found });
	}
}
