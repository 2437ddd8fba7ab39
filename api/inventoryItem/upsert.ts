import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import type { JsonObject } from '../types';
import { createInventoryItem } from './inventoryItem';
import { lookUpCodes } from './lookUp';
import { layOver, planFor } from './plan';
import type { ChangeResult, InventoryChange, InventoryChanged, Snapshot } from './plan';
import { changeInventory } from './update';

/** The values that the item with this SKU is to have. */
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

/** The wishes for one SKU that no item had, and their indexes among the inputs. */
interface Creation {
	wishes: InventoryWish[];
	indexes: number[];
}

/** Creates the item, or returns it if somebody else has created it in the meantime. */
const create = async (
	client: OrderDeskClient,
	code: string,
	{ wishes }: Creation,
	signature: string,
): Promise<UpsertResult[] | Snapshot> => {
	const changes = wishes.map(({ values }) => ({ id: '', patch: () => values }));
	const { results, patches } = planFor({ code }, changes, signature);
	const record = { update_source: signature, ...layOver({ code }, patches).item };
	const created = await orRefusal(createInventoryItem(client, record, true));
	if (!isOrderDeskError(created)) {
		return results.map((result, step) => ({ ...(result as InventoryChanged), item: created, created: step === 0 }));
	}
	const found = created.kind === 'refused' ? await orRefusal(lookUpCodes(client, [code])) : undefined;
	const item = isOrderDeskError(found) ? undefined : found?.get(code);
	return !item || isOrderDeskError(item) ? wishes.map(() => created) : item;
};

/**
 * Creates the items that do not exist and updates the others. One result per wish, in their sequence; several for one
 * SKU are served together. 1 request per item to create, and 1 per 100 to update.
 */
export const upsertInventory = async (
	client: OrderDeskClient,
	wishes: readonly InventoryWish[],
	signature: string,
): Promise<UpsertResult[]> => {
	const results: UpsertResult[] = [];
	const creations = new Map<string, Creation>();
	const changes = new Map<number, InventoryChange>();
	const change = (index: number, { values }: InventoryWish, found: Snapshot) =>
		changes.set(index, { id: String(found.item['id']), found, patch: () => values });
	wishes.forEach((wish, index) => {
		if (wish.found) return void change(index, wish, wish.found);
		const creation = creations.get(wish.code) ?? { wishes: [], indexes: [] };
		creation.wishes.push(wish);
		creation.indexes.push(index);
		creations.set(wish.code, creation);
	});
	const run = async ([code, creation]: [string, Creation]) => {
		const outcome = await create(client, code, creation, signature);
		creation.wishes.forEach((wish, step) => {
			const index = creation.indexes[step] as number;
			if (Array.isArray(outcome)) results[index] = outcome[step] as UpsertResult;
			else change(index, wish, outcome);
		});
	};
	await Promise.all([...creations].map(run));

	const changed = await changeInventory(client, [...changes.values()], signature);
	[...changes.keys()].forEach((index, step) => (results[index] = upserted(changed[step] as ChangeResult, false)));
	return results;
};
