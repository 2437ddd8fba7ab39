import type { FieldTable } from './field';

export const discountFields = {
	name: { label: 'Name', kind: 'string', access: 'write', placeholder: 'e.g. Summer sale' },
	code: { label: 'Code', kind: 'string', access: 'write', placeholder: 'e.g. SUMMER10' },
	amount: {
		label: 'Amount',
		kind: 'number',
		access: 'write',
		description: 'A positive number, in the currency of the order. Every discount needs one.',
		placeholder: 'e.g. 5.00',
	},
} as const satisfies FieldTable;

export const noteFields = {
	date_added: { label: 'Date Added', kind: 'dateTime', access: 'write', filledIn: true },
	username: {
		label: 'Username',
		kind: 'string',
		access: 'write',
		description: 'Name of the person who wrote the note',
		placeholder: 'e.g. Ann',
	},
	content: {
		label: 'Content',
		kind: 'string',
		access: 'write',
		description: 'All notes of an order together hold at most 2,000 characters, names and dates included',
		placeholder: 'e.g. Wrap as a gift',
	},
} as const satisfies FieldTable;

export const historyFields = {
	source_name: { label: 'Source Name', kind: 'string', access: 'write' },
	note: { label: 'Note', kind: 'string', access: 'write' },
	date_added: { label: 'Date Added', kind: 'dateTime', access: 'read' },
} as const satisfies FieldTable;
