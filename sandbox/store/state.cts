import type { JsonObject } from '../../api/types';
import type { StoredInventoryItem, StoredOrder } from './records.cts';
import type { EventName } from './rules/events.cts';

export interface Folder {
	id: string;
	name: string;
}

export interface Rule {
	id: string;
	name: string;
	event: EventName;
	/** Post Order JSON, or copy the order to another store of the account. */
	action: 'post' | 'copy';
	/** Where an order is posted to; "" for a rule that copies. */
	url: string;
	/** The store an order is copied to; "" for a rule that posts. */
	store_id: string;
	/** "Request Format" of the rule action Post Order JSON. */
	format: 'form' | 'json';
	/** "Include History" of the same action. */
	include_history: boolean;
	/** Only orders in these folders; all when empty. */
	folder_ids: string[];
	/** Only orders of this source; all when empty. */
	source_name: string;
	enabled: boolean;
	/** Stays when the store is reset, as part of a set-up that is there for longer. */
	keep: boolean;
}

export interface Attempt {
	/** Milliseconds since 1970, UTC. */
	at: number;
	/** HTTP code of the reply; null when none came. */
	status: number | null;
	/** How long the reply took. */
	ms: number;
	/** The start of the reply's text. */
	reply: string;
	/** Why the attempt counts as failed; "" when it does not. */
	error: string;
}

/** A queued "Send Order To Website", as View Appointments lists it. */
export interface Appointment {
	id: string;
	rule_id: string;
	rule_name: string;
	/** The rule's event, or `shipNotify` for a post to order metadata `ship_notify_url`. */
	event: EventName | 'shipNotify';
	order_id: string;
	shipment_id: string;
	url: string;
	format: 'form' | 'json' | 'shipNotify';
	include_history: boolean;
	/** The order's text as it was at the event; "" when it is to be written at the time of sending. */
	frozen_order: string;
	status: 'pending' | 'done' | 'failed';
	created_at: number;
	/** When the next attempt is due; null when none is planned. */
	next_at: number | null;
	attempts: Attempt[];
}

/** One committed change, for tests that count effects. */
export interface Effect {
	at: number;
	/** For example `order.created` or `shipment.added`. */
	kind: string;
	id: string;
}

export type IdKind = 'order' | 'item' | 'shipment' | 'inventory' | 'rule' | 'appointment';

/** All that a store remembers; plain data, so that a snapshot is its JSON. */
export interface StoreState {
	nextId: Record<IdKind, number>;
	folders: Folder[];
	orders: Record<string, StoredOrder>;
	/** Order fields nobody documents, kept only when the switch `unknownFields` says so. */
	unknownFields: Record<string, JsonObject>;
	inventory: Record<string, StoredInventoryItem>;
	rules: Rule[];
	appointments: Appointment[];
	/** Places of lists whose rows were deleted, by the list's name: `orders`, or `order_items of 3866382000`. */
	emptyPlaces: Record<string, number[]>;
	/** When each order last changed, in milliseconds: for the visibility lag of lists. */
	changedAt: Record<string, number>;
}

/** The folders of the API reference's example store. */
export const referenceFolders: readonly Folder[] = [
	{ id: '21654', name: 'New' },
	{ id: '21655', name: 'Prepared' },
	{ id: '21656', name: 'Closed' },
	{ id: '21657', name: 'Canceled' },
];

// Real order ids are beyond 2^31, so that a client keeping them in 32 bits shows here.
const firstIds: Readonly<Record<IdKind, number>> = {
	order: 3_866_382_000,
	item: 4_102_500_001,
	shipment: 736_745,
	inventory: 2_500,
	rule: 1,
	appointment: 1,
};
const ID_KINDS = Object.keys(firstIds) as IdKind[];

/** What a new store holds. `idsFrom` sets its ids apart from those of other stores, as all of Order Desk counts them. */
export const emptyState = (folders: readonly Folder[] = referenceFolders, idsFrom = 0): StoreState => ({
	nextId: Object.fromEntries(ID_KINDS.map((kind) => [kind, firstIds[kind] + idsFrom])) as StoreState['nextId'],
	folders: folders.map((folder) => ({ ...folder })),
	orders: {},
	unknownFields: {},
	inventory: {},
	rules: [],
	appointments: [],
	emptyPlaces: {},
	changedAt: {},
});
