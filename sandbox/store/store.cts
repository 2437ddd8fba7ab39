import type { Json, JsonObject } from '../../api/types';
import type { Clock } from '../clock.cts';
import { dateTimeText, isTimezone } from '../dates.cts';
import { seededRandom } from '../random.cts';
import { applySwitches, defaultSwitches, type Switches } from '../switches.cts';
import { phpJson } from '../webhooks/phpJson.cts';
import { accountOf, type Account } from './account.cts';
import { batchesOf } from './batches.cts';
import { EFFECTS_KEPT, type StoreContext } from './context.cts';
import { demoInventory, demoOrder } from './demo.cts';
import { inventoryOf } from './inventory.cts';
import { pageOf, sortInventory, sortOrders, type Page } from './lists/paging.cts';
import { writtenList } from './lists/phpArrays.cts';
import { findInventory, findOrders, type QueryParameters } from './lists/search.cts';
import { foldersOf } from './orders/folders.cts';
import { orderItemsOf } from './orders/orderItems.cts';
import { ordersOf } from './orders/orders.cts';
import { shipmentsOf } from './orders/shipments.cts';
import type { StoredInventoryItem, StoredOrder } from './records.cts';
import { appointmentsOf } from './rules/appointments.cts';
import { copyByRules } from './rules/copies.cts';
import { rulesOf } from './rules/rules.cts';
import { settingsOf } from './settings.cts';
import { emptyState, referenceFolders, type Effect, type Folder, type StoreState } from './state.cts';

export interface StoreOptions {
	clock: Clock;
	/** Demo data, faults and tie-breaks repeat with the same seed. */
	seed?: number;
	storeId?: string;
	apiKey?: string;
	name?: string;
	/** IANA name. */
	timezone?: string;
	/** Those of the API reference's example store when left out. */
	folders?: readonly Folder[];
	/** Added to the first id of each kind, so that stores of one account have ids of their own. */
	idsFrom?: number;
	/** The other stores of the account; none when left out. */
	account?: Account;
	switches?: Partial<Switches>;
	/** Start with a few orders and inventory items. */
	demo?: boolean;
}

/** "limit of 500" (API reference, "Get Multiple Orders"). */
const ORDER_LIMIT = 500;
const DEMO_ORDERS = 8;
/** Demo orders came in one every so many milliseconds. */
const DEMO_APART = 5 * 3_600_000;

/** The pretend store: all of its state and rules, without HTTP, real time or real chance. */
export function createStore(options: StoreOptions) {
	const { clock, seed = 1, storeId = '11', apiKey = 'sandbox-api-key', name = 'Sandbox Store' } = options;
	const { timezone = 'America/Los_Angeles', folders: firstFolders = referenceFolders, demo = false } = options;
	if (!isTimezone(timezone)) throw new Error(`"${timezone}" is no time zone name, such as America/Los_Angeles.`);
	const switches = defaultSwitches();
	applySwitches(switches, options.switches ?? {});
	const random = seededRandom(seed);
	const effects: Effect[] = [];
	const listeners = new Set<() => void>();
	const newState = (): StoreState => emptyState(firstFolders, options.idsFrom);

	const context: StoreContext = {
		clock,
		random,
		switches,
		storeId,
		timezone,
		account: options.account ?? accountOf(storeId, name),
		state: newState(),
		fire(event, order) {
			appointments.fire(event, order);
			copyByRules(context, event, order);
		},
		notifyShipment: (order, shipmentId) => appointments.notifyShipment(order, shipmentId),
		committed(kind, id) {
			effects.push({ at: clock.now(), kind, id });
			if (effects.length > EFFECTS_KEPT) effects.shift();
			for (const listener of listeners) listener();
		},
	};
	const orders = ordersOf(context);
	const appointments = appointmentsOf(context, (order, history) => phpJson(orders.onWire(order, history)));
	const shipments = shipmentsOf(context);
	const inventory = inventoryOf(context);

	const seedDemo = (): void => {
		if (!demo) return;
		for (const item of demoInventory(random)) inventory.add(item);
		for (let made = 0; made < DEMO_ORDERS; made++) {
			const addedAt = clock.now() - (DEMO_ORDERS - made) * DEMO_APART;
			const order = orders.create({ ...demoOrder(random), date_added: dateTimeText(addedAt) }, 'silent');
			if (made % 3 === 0) folders.move(order, firstFolders[1]?.id ?? '', 'Staff');
		}
		appointments.all().length = 0;
	};
	const folders = foldersOf(context);
	seedDemo();

	return {
		identity: { storeId, apiKey, name, timezone },
		account: context.account,
		clock,
		random,
		switches,
		orders,
		items: orderItemsOf(context),
		shipments,
		inventory,
		batches: batchesOf(context, shipments, inventory),
		folders,
		rules: rulesOf(context),
		appointments,
		settings: settingsOf(context, { storeId, apiKey, name, timezone }),
		/** What was committed, oldest first, the last few thousand. */
		effects: (): readonly Effect[] => effects,
		listOrders: (query: QueryParameters): Page<StoredOrder> =>
			pageOf(sortOrders(context, findOrders(context, query), query), query, ORDER_LIMIT),
		listInventory: (query: QueryParameters): Page<StoredInventoryItem> =>
			pageOf(sortInventory(context, findInventory(context, query)), query, switches.inventoryLimit),
		/** Writes a list, or a page of it, under the name the store knows it by. */
		listOnWire: (list: string, rows: readonly JsonObject[]): Json => writtenList(context, list, rows),
		demoOrder: (country?: string) => demoOrder(random, country),
		/** Changes switches; throws with a sentence when a name or value is unknown. */
		setSwitches(changes: Readonly<Record<string, unknown>>): void {
			applySwitches(switches, changes);
			context.committed('switches.set', Object.keys(changes).join(','));
		},
		/** Calls back after each committed change. */
		onChange(listener: () => void): () => void {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		snapshot: (): { state: StoreState; switches: Switches } => structuredClone({ state: context.state, switches }),
		restore(snapshot: { state: StoreState; switches?: Partial<Switches> }): void {
			context.state = { ...newState(), ...structuredClone(snapshot.state) };
			applySwitches(switches, snapshot.switches ?? {});
			context.committed('store.restored', storeId);
		},
		/** Back to the start: demo data again when the store began with it, only rules to be kept, default switches. */
		reset(): void {
			const { rules, nextId } = context.state;
			context.state = newState();
			context.state.nextId.rule = nextId.rule;
			Object.assign(switches, defaultSwitches());
			applySwitches(switches, options.switches ?? {});
			effects.length = 0;
			seedDemo();
			context.state.rules = rules.filter(({ keep }) => keep);
			context.committed('store.reset', storeId);
		},
	};
}

export type SandboxStore = ReturnType<typeof createStore>;
