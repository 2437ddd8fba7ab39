import type {
	customerFields,
	Field,
	FieldTable,
	historyFields,
	inventoryItemFields,
	orderFields,
	orderItemFields,
	shipmentFields,
	shippingFields,
} from './fields';

/** Values as Order Desk's JSON carries them. Keys that no table names are kept as they come. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

type FieldValue<F extends Field> = F['kind'] extends 'number'
	? number | null
	: F['kind'] extends 'map'
		? Record<string, string>
		: F['kind'] extends 'record'
			? F['of'] extends FieldTable
				? RecordOf<F['of']>
				: JsonObject
			: F['kind'] extends 'list' | 'listOrEmpty'
				? F['of'] extends FieldTable
					? Array<RecordOf<F['of']>>
					: JsonObject[]
				: string;

/** A record as `normalise` returns it: every field optional, since Order Desk leaves some out of some replies. */
export type RecordOf<T extends FieldTable> = { -readonly [K in keyof T]?: FieldValue<T[K]> };

export type Order = RecordOf<typeof orderFields> & { id: string };
export type OrderItem = RecordOf<typeof orderItemFields>;
export type Shipment = RecordOf<typeof shipmentFields>;
export type InventoryItem = RecordOf<typeof inventoryItemFields>;
export type HistoryEntry = RecordOf<typeof historyFields>;
export type ShippingAddress = RecordOf<typeof shippingFields>;
export type CustomerAddress = RecordOf<typeof customerFields>;

export interface Folder {
	id: string;
	name: string;
}

/** `/store` without its secrets. */
export interface Store {
	id: string;
	name: string;
	/** IANA name, for example `America/Los_Angeles`. */
	timezone: string;
	folders: Folder[];
	settings: JsonObject;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type QueryValue = string | number | boolean;
/** A list of values stands for its name repeated. */
export type Query = Record<string, QueryValue | QueryValue[]>;

/** One HTTP request, relative to the base URL: `path` starts with a slash and is already encoded. */
export interface ApiRequest {
	method: Method;
	path: string;
	query?: Query;
	body?: unknown;
	headers?: Record<string, string>;
	/** `json` unless said otherwise. */
	bodyFormat?: 'json' | 'form';
}

/** One HTTP reply. Header names are lower-case. `body` is parsed JSON, or the text when it is none. */
export interface ApiReply {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/**
 * Sends one request, once. Resolves for every status the server answers, and rejects only when no whole answer came;
 * the rejection then carries the system's `code` (for example `ECONNREFUSED`) on itself or on its `cause`.
 */
export type Send = (request: ApiRequest) => Promise<ApiReply>;

/** What the client needs of the world, so that tests can run it in virtual time. All times in milliseconds. */
export interface Clock {
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}
