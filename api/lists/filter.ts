export interface Described {
	readonly label: string;
	readonly description: string;
	readonly placeholder?: string;
}

/** A filter of a list, as the client, the node's parameters and the tests read it. */
export type Filter =
	| (Described & { readonly kind: 'text' })
	/** One or several ids, comma-separated on the wire. */
	| (Described & { readonly kind: 'folders' })
	/** A moment in time (dates.ts): the field of a record that holds it, and which side of it is searched. */
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
