import type { OrderDeskClient } from '../client/client';
import { mostRepeats } from '../client/retry';
import { OrderDeskError, isNotFound, isOrderDeskError, orRefusal, settle } from '../errors';
import type { JsonObject } from '../types';
import { exclusivelyAll } from '../writing/locks';
import { fetchInventoryItem } from './inventoryItem';
import { isUntouched, layOver, planFor, resultsOf } from './plan';
import type { ChangeResult, InventoryChange, Plan, Snapshot } from './plan';
import { mostPerBatch, putInventory } from './put';
import type { RowOutcome } from './put';
import { codeOf, findByCode } from './search';

/** Begun and ended updates of inventory items in this process, by store. */
const writes = new Map<string, number>();

export const writesSoFar = ({ storeKey }: OrderDeskClient): number => writes.get(storeKey) ?? 0;

/** An item as it is now, or that there is none any more. */
type Now = JsonObject | OrderDeskError;

/** Items read once more, by id: with one request per 100 where their SKU is still the same. */
const reread = async (client: OrderDeskClient, items: readonly JsonObject[]): Promise<Map<string, Now>> => {
	const byCode = items.length > 1 ? await settle(findByCode(client, items.map(codeOf).filter(Boolean))) : undefined;
	const rows = byCode?.ok ? [...byCode.value.values()].flat() : [];
	const found = new Map<string, Now>(rows.map((row) => [String(row['id']), row]));
	const missing = byCode?.ok === false ? [] : items.map(({ id }) => String(id)).filter((id) => !found.has(id));
	await Promise.all(
		missing.map(async (id) => {
			const fetched = await orRefusal(fetchInventoryItem(client, id));
			if (!isOrderDeskError(fetched) || isNotFound(fetched)) found.set(id, fetched);
		}),
	);
	return found;
};

const notTaken = ({ id }: Plan, item: JsonObject): OrderDeskError =>
	new OrderDeskError('refused', `Order Desk did not update the inventory item ${id} (${codeOf(item)})`, {
		advice: 'It took the other items of the same request. Check the values, and that no other item has this SKU.',
	});

const notSeen = ({ id }: Plan): OrderDeskError =>
	new OrderDeskError('uncertain', `Order Desk may or may not have updated the inventory item ${id}`, {
		advice: 'Look at the item in Order Desk before you run this again.',
	});

const allOf = ({ changes }: Group, error: OrderDeskError): ChangeResult[] => changes.map(() => error);

interface Open {
	plan: Plan;
	/** The whole item to send. */
	row: JsonObject;
}

/** No difference says that the update has arrived. */
const hasArrived = ({ patches }: Plan, item: Now | undefined): boolean =>
	item !== undefined && !isOrderDeskError(item) && !layOver(item, patches).changes;

/** All changes of one item, and where they stand among the inputs. */
interface Group {
	id: string;
	found?: Snapshot | undefined;
	changes: InventoryChange[];
	places: number[];
}

const groupsOf = (changes: readonly InventoryChange[]): Group[] => {
	const groups = new Map<string, Group>();
	changes.forEach((change, place) => {
		const { id, found } = change;
		const group = groups.get(id) ?? { id, found, changes: [], places: [] };
		group.changes.push(change);
		group.places.push(place);
		groups.set(id, group);
	});
	return [...groups.values()];
};

/** One call of changeInventory, over all its batches. */
class InventoryUpdate {
	/** Updates of our own, which do not outdate the other items. */
	private own = 0;

	constructor(
		private readonly client: OrderDeskClient,
		private readonly signature: string,
	) {}

	/** Reads, changes and sends the items of one batch. What became of the changes of each item. */
	async run(groups: readonly Group[]): Promise<Map<Group, ChangeResult[]>> {
		const results = new Map<Group, ChangeResult[]>();
		const plans = new Map<Plan, Group>();
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

	private async read(groups: readonly Group[]): Promise<Map<Group, Now>> {
		const now = writesSoFar(this.client);
		const fresh = new Map<string, Now>();
		const outdated: JsonObject[] = [];
		for (const { id, found } of groups) {
			if (found && found.writes + this.own === now) fresh.set(id, found.item);
			else if (found) outdated.push(found.item);
		}
		for (const [id, item] of await reread(this.client, outdated)) fresh.set(id, item);
		const read = async (group: Group) =>
			[group, fresh.get(group.id) ?? (await orRefusal(fetchInventoryItem(this.client, group.id)))] as const;
		return new Map(await Promise.all(groups.map(read)));
	}

	/** Sends until all is settled, and returns what has failed. */
	private async carryOut(plans: readonly Plan[]): Promise<Map<Plan, OrderDeskError>> {
		const failed = new Map<Plan, OrderDeskError>();
		let open = plans.map((plan): Open => ({ plan, row: layOver(plan.fetched, plan.patches).item }));
		for (let repeated = 0; open.length > 0; repeated++) {
			this.count();
			const rows = open.map(({ row }) => row);
			const outcomes = await putInventory(this.client, rows);
			this.count();
			const unsettled = open.filter(({ plan }, place) => {
				const outcome = outcomes[place] as RowOutcome;
				// What was in doubt before was sent again since, so this outcome is what counts.
				delete plan.doubt;
				if (isOrderDeskError(outcome, 'uncertain')) plan.doubt = outcome;
				else if (isOrderDeskError(outcome)) failed.set(plan, outcome);
				return outcome === 'unsure' || plan.doubt !== undefined;
			});
			const now = await this.look(unsettled);
			// A lost one may have taken effect just now, after somebody had read the item.
			this.count();
			open = unsettled.flatMap(({ plan }) => {
				const item = now.get(plan.id);
				if (hasArrived(plan, item)) return [];
				if (isOrderDeskError(item)) {
					failed.set(plan, item);
					return [];
				}
				const mayRepeat = item && plan.doubt && repeated < mostRepeats && (!plan.relative || isUntouched(plan, item));
				if (mayRepeat) return [{ plan, row: layOver(item, plan.patches).item }];
				failed.set(plan, plan.doubt ?? (item ? notTaken(plan, item) : notSeen(plan)));
				return [];
			});
		}
		return failed;
	}

	/** The items as they are now. A slow update is given the time to take effect. */
	private async look(open: readonly Open[]): Promise<Map<string, Now>> {
		let now = new Map<string, Now>();
		const look = async () => {
			const seen = open.flatMap(({ plan }) => (hasArrived(plan, now.get(plan.id)) ? [] : [plan.fetched]));
			const arrived = [...now].filter(([id]) => seen.every((item) => String(item['id']) !== id));
			now = new Map([...arrived, ...(await reread(this.client, seen))]);
			return open.every(({ plan }) => hasArrived(plan, now.get(plan.id))) || undefined;
		};
		await (open.some(({ plan }) => plan.doubt) ? this.client.lookFor(look) : look());
		return now;
	}

	private count(): void {
		writes.set(this.client.storeKey, writesSoFar(this.client) + 1);
		this.own += 1;
	}
}

/**
 * The one way inventory items are updated: read each, lay its changes over it, send the whole back, 100 in one request.
 * Nothing is sent for an item that does not change. One result per change, in their sequence. After a lost answer the
 * items are read again: those that have the new values are done; a change by a difference is sent again only when its
 * item was left alone. A change by somebody else between our reading and writing is overwritten, since Order Desk offers
 * no version check. 1 request per item that was not looked up, and 1 per 100 that change.
 */
export const changeInventory = async (
	client: OrderDeskClient,
	changes: readonly InventoryChange[],
	signature: string,
): Promise<ChangeResult[]> => {
	const groups = groupsOf(changes);
	const update = new InventoryUpdate(client, signature);
	const results: ChangeResult[] = [];
	for (let start = 0; start < groups.length; start += mostPerBatch) {
		const part = groups.slice(start, start + mostPerBatch);
		const locks = part.map(({ id }) => `${client.storeKey} inventory item ${id}`);
		const done = await exclusivelyAll(locks, async () => await update.run(part));
		for (const [{ places }, own] of done) own.forEach((result, step) => (results[places[step] as number] = result));
	}
	return results;
};
