import type { OrderDeskClient } from './client';
import { OrderDeskError } from './errors';
import type { Snapshot } from './inventoryPlan';
import { findByCode } from './inventorySearch';
import { writesSoFar } from './inventoryUpdate';
import type { JsonObject } from './types';

interface Found {
	items: Map<string, JsonObject[]>;
	writes: number;
}

/** Looks up the SKUs of many inputs together: first all say what they want, then the first to ask reads for all. */
export class InventoryLookup {
	private readonly wanted = new Set<string>();

	private reading?: Promise<Found>;

	want(code: string): void {
		this.wanted.add(code);
	}

	/** The one item with this SKU, if there is one. 1 request per 100 SKUs for all inputs together. */
	async find(client: OrderDeskClient, code: string): Promise<Snapshot | undefined> {
		this.reading ??= this.read(client);
		const { items, writes } = await this.reading;
		const [item, ...others] = items.get(code) ?? [];
		if (others.length === 0) return item && { item, writes };
		throw new OrderDeskError('input', `${others.length + 1} inventory items have the SKU '${code}'`, {
			advice: `Choose one by its ID: ${[item, ...others].map((one) => String(one?.['id'])).join(', ')}.`,
		});
	}

	/** The same, where there has to be one. */
	async get(client: OrderDeskClient, code: string): Promise<Snapshot> {
		const found = await this.find(client, code);
		if (found) return found;
		throw new OrderDeskError('input', `No inventory item has the SKU '${code}'`, {
			advice: 'The SKU has to be written as in Order Desk, with the same capital and small letters.',
		});
	}

	private async read(client: OrderDeskClient): Promise<Found> {
		const writes = writesSoFar(client);
		return { items: await findByCode(client, this.wanted), writes };
	}
}
