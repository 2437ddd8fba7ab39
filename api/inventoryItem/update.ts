import type { OrderDeskClient } from '../client/client';
import { isOrderDeskError, orRefusal } from '../errors';
import type { OrderDeskError } from '../errors';
import { inventoryMessages } from '../messages/inventory';
import { problem } from '../messages/message';
import type { JsonObject } from '../types';
import { exclusivelyAll } from '../writing/locks';
import {
	countUpdates,
	maybeUpdated,
	mayBeBehind,
	mayBeUpdatedSince,
	readAgain,
	rememberUpdated,
	unreadableItem,
} from './findUpdated';
import type { Now } from './findUpdated';
import { fetchInventoryItem } from './inventoryItem';
import { hasArrived, layOver, planFor, resultsOf } from './plan';
import type { ChangeResult, InventoryChange, InventoryPlan, Snapshot } from './plan';
import { maxPerBatch, putInventory } from './put';
import { codeOf } from './search';

const notUpdated = ({ id }: InventoryPlan, item: JsonObject): OrderDeskError =>
	problem(inventoryMessages.notUpdated, { id, sku: codeOf(item) });

const allOf = ({ changes }: ItemChanges, error: OrderDeskError): ChangeResult[] => changes.map(() => error);

/** All changes of one item, and their indexes among the inputs. */
interface ItemChanges {
	id: string;
	found?: Snapshot | undefined;
	changes: InventoryChange[];
	indexes: number[];
}

const changesByItem = (changes: readonly InventoryChange[]): ItemChanges[] => {
	const groups = new Map<string, ItemChanges>();
	changes.forEach((change, index) => {
		const { id, found } = change;
		const group = groups.get(id) ?? { id, found, changes: [], indexes: [] };
		group.changes.push(change);
		group.indexes.push(index);
		groups.set(id, group);
	});
	return [...groups.values()];
};

/** One call of changeInventory, over all its batches. */
class InventoryUpdate {
	constructor(
		private readonly client: OrderDeskClient,
		private readonly signature: string,
	) {}

	/** Reads, changes and sends the items of one batch. Returns what became of the changes of each item. */
	async run(groups: readonly ItemChanges[]): Promise<Map<ItemChanges, ChangeResult[]>> {
		const results = new Map<ItemChanges, ChangeResult[]>();
		const plans = new Map<InventoryPlan, ItemChanges>();
		for (const [group, item] of await this.read(groups)) {
			if (isOrderDeskError(item)) results.set(group, allOf(group, item));
			else plans.set(planFor(item, group.changes, this.signature), group);
		}
		const toSend = [...plans.keys()].filter((plan) => layOver(plan.fetched, plan.patches).changes);
		const failed = await this.carryOut(toSend);
		for (const [plan, group] of plans) {
			const error = failed.get(plan);
			results.set(group, error ? allOf(group, error) : resultsOf(plan));
		}
		return results;
	}

	private async read(groups: readonly ItemChanges[]): Promise<Map<ItemChanges, Now>> {
		const fresh = new Map<string, Now>();
		const outdated: JsonObject[] = [];
		for (const { id, found } of groups) {
			if (!found) continue;
			const isPresent = !mayBeUpdatedSince(this.client, found) && !mayBeBehind(this.client, found.item);
			if (isPresent) fresh.set(id, found.item);
			else outdated.push(found.item);
		}
		for (const [id, item] of await readAgain(this.client, outdated)) fresh.set(id, item);
		const read = async (group: ItemChanges) =>
			[group, fresh.get(group.id) ?? (await orRefusal(fetchInventoryItem(this.client, group.id)))] as const;
		const all = await Promise.all(groups.map(read));
		// One that cannot be sent back fails alone.
		return new Map(all.map(([group, item]) => [group, isOrderDeskError(item) ? item : (unreadableItem(item) ?? item)]));
	}

	/** Sends the items of plans, and returns why some were not updated. */
	private async carryOut(plans: readonly InventoryPlan[]): Promise<Map<InventoryPlan, OrderDeskError>> {
		const failed = new Map<InventoryPlan, OrderDeskError>();
		if (plans.length === 0) return failed;
		countUpdates(this.client, plans);
		const results = await putInventory(this.client, plans);
		countUpdates(this.client, plans);
		const unsure = plans.filter((_, index) => results[index] === 'unsure');
		plans.forEach((plan, index) => {
			const result = results[index];
			if (isOrderDeskError(result)) failed.set(plan, result);
			else rememberUpdated(this.client, plan);
		});
		const now = await readAgain(
			this.client,
			unsure.map(({ fetched }) => fetched),
		);
		for (const plan of unsure) {
			const item = now.get(plan.id) ?? maybeUpdated(plan);
			if (isOrderDeskError(item)) failed.set(plan, item);
			else if (!hasArrived(plan, item)) failed.set(plan, notUpdated(plan, item));
		}
		return failed;
	}
}

/**
 * The one way inventory items are updated: read each, lay its changes over it, send the whole back, 100 in one request.
 * Nothing is sent for an item that does not change. One result per change, in their sequence. After a lost answer the
 * items are read again: those that have the new values are done; a change by a difference is sent again only when
 * nobody else has changed its item. A change by somebody else between our reading and writing is overwritten, since
 * Order Desk offers no version check. 1 request per item that was not looked up, and 1 per 100 that change.
 */
export const changeInventory = async (
	client: OrderDeskClient,
	changes: readonly InventoryChange[],
	signature: string,
): Promise<ChangeResult[]> => {
	const groups = changesByItem(changes);
	const update = new InventoryUpdate(client, signature);
	const results: ChangeResult[] = [];
	for (let start = 0; start < groups.length; start += maxPerBatch) {
		const part = groups.slice(start, start + maxPerBatch);
		const locks = part.map(({ id }) => `${client.storeKey} inventory item ${id}`);
		const done = await exclusivelyAll(locks, async () => await update.run(part));
		for (const [{ indexes }, own] of done) own.forEach((result, step) => (results[indexes[step] as number] = result));
	}
	return results;
};
