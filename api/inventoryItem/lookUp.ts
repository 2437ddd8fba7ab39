import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError } from '../errors';
import type { OrderDeskError } from '../errors';
import { inventoryMessages } from '../messages/inventory';
import { problem } from '../messages/message';
import type { JsonObject } from '../types';
import { writesSoFar } from '../writing/recentWrites';
import { findByCode } from './findByCode';
import type { Snapshot } from './plan';

/**
 * The item with each of these SKUs, or an error if several have it or it cannot be looked up; a SKU that no item has is
 * missing. 1 request per 100 SKUs.
 */
export const lookUpCodes = async (
	client: OrderDeskClient,
	codes: readonly string[],
): Promise<Map<string, Snapshot | OrderDeskError>> => {
	const writes = writesSoFar();
	const found = new Map<string, Snapshot | OrderDeskError>();
	for (const [code, items] of await findByCode(client, codes)) {
		if (isOrderDeskError(items)) found.set(code, items);
		else found.set(code, items.length > 1 ? ambiguous(code, items) : { item: items[0] as JsonObject, writes });
	}
	return found;
};

const ambiguous = (code: string, items: readonly JsonObject[]): OrderDeskError =>
	problem(inventoryMessages.sharedSku, {
		count: items.length,
		sku: code,
		ids: items.map(({ id }) => String(id)).join(', '),
	});

/** The error for a SKU that no item has. */
export const noSuchCode = (code: string): OrderDeskError => problem(inventoryMessages.noSuchSku, { sku: code });
