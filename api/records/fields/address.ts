import type { FieldTable } from './field';

const person = {
	first_name: { label: 'First Name', kind: 'string', access: 'write', isName: true, placeholder: 'e.g. Ann' },
	last_name: { label: 'Last Name', kind: 'string', access: 'write', isName: true, placeholder: 'e.g. Lee' },
} as const satisfies FieldTable;

const street = {
	company: { label: 'Company', kind: 'string', access: 'write', isName: true, placeholder: 'e.g. Acme' },
	address1: { label: 'Address 1', kind: 'string', access: 'write', placeholder: 'e.g. 1 Main St' },
	address2: { label: 'Address 2', kind: 'string', access: 'write', placeholder: 'e.g. Suite 2' },
} as const satisfies FieldTable;

const place = {
	city: { label: 'City', kind: 'string', access: 'write', placeholder: 'e.g. Springfield' },
	state: { label: 'State', kind: 'string', access: 'write', description: 'State or region', placeholder: 'e.g. IL' },
	postal_code: { label: 'Postal Code', kind: 'string', access: 'write', placeholder: 'e.g. 62701' },
	country: {
		label: 'Country',
		kind: 'string',
		access: 'write',
		description: 'Two-letter ISO code, or the full name: Order Desk takes both',
		placeholder: 'e.g. US',
	},
	phone: { label: 'Phone', kind: 'string', access: 'write', placeholder: 'e.g. 555 0100' },
} as const satisfies FieldTable;

export const customerFields = { ...person, ...street, ...place } as const satisfies FieldTable;

export const shippingFields = {
	...person,
	...street,
	address3: { label: 'Address 3', kind: 'string', access: 'write', placeholder: 'e.g. Building C' },
	address4: { label: 'Address 4', kind: 'string', access: 'write', placeholder: 'e.g. Dock 4' },
	...place,
} as const satisfies FieldTable;

export const returnAddressFields = {
	title: {
		label: 'Title',
		kind: 'string',
		access: 'write',
		description: 'The title of the return address',
		placeholder: 'e.g. Returns',
	},
	name: {
		label: 'Name',
		kind: 'string',
		access: 'write',
		description: 'The name the parcel is returned to',
		placeholder: 'e.g. Acme Returns',
	},
	...street,
	...place,
} as const satisfies FieldTable;
