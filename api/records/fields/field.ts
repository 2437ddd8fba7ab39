/**
 * One table per Order Desk record: the single list of its fields.
 *
 * It feeds the TypeScript types (types.ts), the normalising of replies (normalise.ts), the merge of updates (merge.ts),
 * the sandbox store and the node's parameters. To add a field, add one line here.
 *
 * Source: Order Desk API reference ("Order Properties" and following) and recorded replies.
 */

export type FieldKind =
	/** Digits kept as text: ids are larger than 2^31. */
	| 'id'
	| 'string'
	/** Money in decimals, weights and counts. Order Desk sends the same field as number or as text. */
	| 'number'
	/** `YYYY-MM-DD HH:MM:SS`, UTC. */
	| 'dateTime'
	/** `YYYY-MM-DD`, no zone. */
	| 'date'
	/** Key → text. An empty map arrives as `[]`. */
	| 'map'
	/** An object with the fields of another table. */
	| 'record'
	/** A list of objects with the fields of another table. */
	| 'list'
	/** A list of records, or "" when there are none. */
	| 'listOrEmpty';

export interface Field {
	/** The label a user reads, in Order Desk's words. */
	readonly label: string;
	readonly kind: FieldKind;
	/** Who may set it: `write` on create and update, `create` only on create, `read` never (computed by Order Desk). */
	readonly access: 'write' | 'create' | 'read';
	readonly description?: string;
	readonly placeholder?: string;
	/** The values Order Desk knows. */
	readonly options?: readonly string[];
	/** Whether other texts than `options` are stored too. */
	readonly freeText?: true;
	/** For `record`, `list` and `listOrEmpty`: the table of the inner fields. */
	readonly of?: FieldTable;
}

export type FieldTable = Readonly<Record<string, Field>>;
