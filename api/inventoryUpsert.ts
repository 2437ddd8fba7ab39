import type { OrderDeskClient } from './client';
import { isOrderDeskError, settle } from './errors';
import type { OrderDeskError } from './errors';
import { createInventoryItem } from './inventory';
import { layOver, planFor } from './inventoryPlan';
import type { ChangeResult, InventoryChanged, Snapshot } from './inventoryPlan';
import { findByCode } from './inventorySearch';
import { changeInventory, writesSoFar } from './inventoryUpdate';
import type { JsonObject } from './types';

/** The item with this SKU shall have these values. */
export interface InventoryWish {
	code: string;
	values: JsonObject;
	/** The item, when there is one. */
	found?: Snapshot | undefined;
}

export interface InventoryUpserted extends InventoryChanged {
	created: boolean;
}

type UpsertResult = InventoryUpserted | OrderDeskError;

const upserted = (result: ChangeResult, created: boolean): UpsertResult =>
	isOrderDeskError(result) ? result : { ...result, created };

/** Creates the item of wishes for one SKU; or gives the item, when somebody else has created it in the meantime. */
const create = async (
	client: OrderDeskClient,
	wishes: readonly InventoryWish[],
	signature: string,
): Promise<UpsertResult[] | Snapshot> => {
	const code = wishes[0]?.code ?? '';
	const changes = wishes.map(({ values }) => ({ id: '', patch: () => values }));
	const { results, patches } = planFor({ code }, changes, signature);
	const record = { update_source: signature, ...layOver({ code }, patches).item };
	const created = await settle(createInventoryItem(client, record));
	if (created.ok) {
		return results.map((result, step) =>
			upserted(isOrderDeskError(result) ? result : { ...result, item: created.value }, step === 0),
		);
	}
	const { error } = created;
	if (!isOrderDeskError(error)) throw error;
	const writes = writesSoFar(client);
	const rows = error.kind === 'refused' ? await settle(findByCode(client, [code])) : undefined;
	const item = rows?.ok ? rows.value.get(code)?.[0] : undefined;
	return item ? { item, writes } : wishes.map(() => error);
};

/**
 * Creates the items that do not exist and updates the others. One result per wish, in their sequence; several for one SKU
 * are served together. 1 request per item to create, and 1 per 100 to update.
 */
export const upsertInventory = async (
	client: OrderDeskClient,
	wishes: readonly InventoryWish[],
	signature: string,
): Promise<UpsertResult[]> => {
	const results: UpsertResult[] = [];
	const found = new Map<string, Snapshot>();
	const unknown = new Map<string, number[]>();
	wishes.forEach(({ code, found: snapshot }, place) => {
		if (snapshot) found.set(code, snapshot);
		else unknown.set(code, [...(unknown.get(code) ?? []), place]);
	});
	const creations = [...unknown].map(async ([code, places]) => {
		const own = places.flatMap((place) => wishes[place] ?? []);
		const outcome = await create(client, own, signature);
		if (!Array.isArray(outcome)) return void found.set(code, outcome);
		for (const [step, result] of outcome.entries()) results[places[step] ?? 0] = result;
	});
	await Promise.all(creations);

	const places: number[] = [];
	const changes = wishes.flatMap(({ code, values }, place) => {
		const snapshot = results[place] ? undefined : found.get(code);
		if (!snapshot) return [];
		places.push(place);
		return [{ id: String(snapshot.item['id']), found: snapshot, patch: () => values }];
	});
	const changed = await changeInventory(client, changes, signature);
	for (const [index, result] of changed.entries()) results[places[index] ?? 0] = upserted(result, false);
	return results;
};
