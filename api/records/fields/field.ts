/**
 * One table per Order Desk record: the single list of its fields and of all that is special about one of them.
 *
 * The tables feed the TypeScript types (types.ts), the normalising of replies (normalise.ts), the merge of updates
 * (merge.ts), the sandbox store and the node's parameters. To add a field, add one line to its table.
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
	/** An example, which starts with 'e.g. ' unless it is an address. For a map, the example of a name. */
	readonly placeholder?: string;
	/** The values Order Desk knows. A form starts with the first. */
	readonly options?: readonly string[];
	/** Whether other texts than `options` are stored too. */
	readonly freeText?: true;
	/** For `record`, `list` and `listOrEmpty`: the table of the inner fields. */
	readonly of?: FieldTable;

	/** Whether every record has to have it: it may be changed, but not emptied. */
	readonly required?: true;
	/** Whether Order Desk gives it a value of its own when a new record has none. */
	readonly filledIn?: true;
	/** Whether it is in the simplified output. */
	readonly simplified?: true;
	/** Whether a PUT of the whole record carries it. Order Desk does not take back all that it sends. */
	readonly sentBack?: false;
	/** Whether Create or Update leaves it as it is in an order that exists. */
	readonly keptOnUpsert?: true;
	/** Whether it changes without a change of the record, so that a new value does not make a new version. */
	readonly changesElsewhere?: true;
	/** For a total of an order: each order item adds the product of these fields of its own. */
	readonly itemShare?: readonly string[];
	/** For a line of an address: whether it names a person or a company. */
	readonly isName?: true;

	/** Where a form gets its choices from, when they are not the same in every store. */
	readonly choices?: 'folders';
	/** For `number`: whether it counts units, so that it has no decimals. */
	readonly whole?: true;
	/** For `number`: what a form starts with, and the least it takes. */
	readonly initial?: number;
	readonly minimum?: number;
	/** For `list` and `listOrEmpty`: what a form calls one row, when that is not the label without its last letter. */
	readonly rowLabel?: string;
	/** What the form of an update says of it, when that is not the description. */
	readonly updateDescription?: string;
}

export type FieldTable = Readonly<Record<string, Field>>;
