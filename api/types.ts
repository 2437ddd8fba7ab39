/** Values as Order Desk's JSON carries them. Keys that no table names are kept as they come. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
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

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
