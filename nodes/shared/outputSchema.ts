import type { Field, FieldTable } from '../../api/records/fields';

/*
 * The shape of what each operation returns. The build writes one file for each operation from it, so that the editor
 * can offer the fields before anything has run.
 */

export type OutputKind = 'string' | 'number' | 'boolean' | 'object' | 'strings' | 'objects';

/** What an output item holds: the fields of a record, and more fields of these kinds. */
export interface OutputShape {
	/** Before the record. */
	readonly details?: Readonly<Record<string, OutputKind>>;
	readonly record?: FieldTable;
	readonly returns?: Readonly<Record<string, OutputKind>>;
	/** What stands first, in this sequence, whatever it is part of. */
	readonly first?: readonly string[];
	/** Fields that its records do not have: Order Desk does not send them here. */
	readonly without?: readonly string[];
}

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** What both triggers tell of an event. */
export const eventDetails = {
	event: 'string',
	event_key: 'string',
	received_at: 'string',
	folder_name: 'string',
	previous_folder_name: 'string',
} as const satisfies OutputShape['details'];

/**
 * The first columns of an event. n8n's table ends after 40, so that what the triggers add has to be among them; what
 * people read comes before the key, which is long.
 */
export const eventColumns = [
	'event',
	'folder_name',
	'previous_folder_name',
	'id',
	'source_id',
	'source_name',
	'customer_name',
	'country',
	'email',
	'tracking_number',
	'carrier_code',
	'name',
	'code',
	'stock',
	'received_at',
	'event_key',
] as const;

/** The same with these keys first, as far as they are there. */
export const withFirst = <T>(first: readonly string[], all: Readonly<Record<string, T>>): Record<string, T> => {
	const there = first.filter((name) => name in all);
	return { ...Object.fromEntries(there.map((name) => [name, all[name] as T])), ...all };
};

const ofField = (field: Field): Schema => {
	switch (field.kind) {
		case 'number':
			return { type: 'number' };
		case 'map':
			return { type: 'object' };
		case 'record':
			return ofTable(field.of ?? {});
		case 'list':
		case 'listOrEmpty':
			return { type: 'array', items: field.of ? ofTable(field.of) : { type: 'object' } };
		default:
			return { type: 'string' };
	}
};

const schemasOf = (table: FieldTable): Record<string, Schema> =>
	Object.fromEntries(Object.entries(table).map(([name, field]) => [name, ofField(field)]));

const ofTable = (table: FieldTable): Schema => ({ type: 'object', properties: schemasOf(table) });

const ofKind: Readonly<Record<OutputKind, Schema>> = {
	string: { type: 'string' },
	number: { type: 'number' },
	boolean: { type: 'boolean' },
	object: { type: 'object' },
	strings: { type: 'array', items: { type: 'string' } },
	objects: { type: 'array', items: { type: 'object' } },
};

const ofKinds = (kinds: Readonly<Record<string, OutputKind>>): Record<string, Schema> =>
	Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, ofKind[kind]]));

/** JSON Schema of one output item of an operation or trigger, with all its fields. */
export const outputSchema = ({
	details = {},
	record = {},
	returns = {},
	first = [],
	without = [],
}: OutputShape): Schema & { version: number } => ({
	type: 'object',
	properties: withFirst(first, {
		...ofKinds(details),
		...Object.fromEntries(Object.entries(schemasOf(record)).filter(([name]) => !without.includes(name))),
		...ofKinds(returns),
	}),
	version: 1,
});
