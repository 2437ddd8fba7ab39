/** The query parameters of `GET /orders`: one table for the client, the sandbox store's tests and the node's parameters. */
export interface Described {
	readonly label: string;
	readonly description: string;
	readonly placeholder?: string;
}

export type Filter =
	| (Described & { readonly kind: 'text' })
	/** One or several ids, comma-separated on the wire. */
	| (Described & { readonly kind: 'folders' })
	/** A moment in time (dates.ts): the field of the answer that tells exactly, and which side of it is searched. */
	| (Described & {
			readonly kind: 'bound';
			readonly bounds: { readonly field: 'date_added' | 'date_updated'; readonly edge: 'start' | 'end' };
	  });

export type FilterTable = Readonly<Record<string, Filter>>;

export interface ValueOfKind {
	/** As Order Desk takes it. */
	text: string;
	/** Milliseconds since 1970. */
	bound: number;
	/** Names or ids, as the user gave them. */
	folders: string[];
}

/** What a user has filled into the filters of a table. */
export type FilterValues<T extends FilterTable> = { -readonly [Name in keyof T]?: ValueOfKind[T[Name]['kind']] };
