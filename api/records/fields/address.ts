import type { FieldTable } from './field';

const person = {
	first_name: { label: 'First Name', kind: 'string', access: 'write', isName: true },
	last_name: { label: 'Last Name', kind: 'string', access: 'write', isName: true },
} as const satisfies FieldTable;

const street = {
	company: { label: 'Company', kind: 'string', access: 'write', isName: true },
	address1: { label: 'Address 1', kind: 'string', access: 'write' },
	address2: { label: 'Address 2', kind: 'string', access: 'write' },
} as const satisfies FieldTable;

const place = {
	city: { label: 'City', kind: 'string', access: 'write' },
	state: { label: 'State', kind: 'string', access: 'write', description: 'State or region' },
	postal_code: { label: 'Postal Code', kind: 'string', access: 'write' },
	country: {
		label: 'Country',
		kind: 'string',
		access: 'write',
		description: 'Two-letter code or full name',
		placeholder: 'e.g. US',
	},
	phone: { label: 'Phone', kind: 'string', access: 'write' },
} as const satisfies FieldTable;

export const customerFields = { ...person, ...street, ...place } as const satisfies FieldTable;

export const shippingFields = {
	...person,
	...street,
	address3: { label: 'Address 3', kind: 'string', access: 'write' },
	address4: { label: 'Address 4', kind: 'string', access: 'write' },
	...place,
} as const satisfies FieldTable;

export const returnAddressFields = {
	title: { label: 'Title', kind: 'string', access: 'write', description: 'The title of the return address' },
	name: { label: 'Name', kind: 'string', access: 'write', description: 'The name the parcel is returned to' },
	...street,
	...place,
} as const satisfies FieldTable;
