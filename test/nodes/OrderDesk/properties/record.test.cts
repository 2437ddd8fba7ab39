import { afterEach, describe, expect, it } from '@jest/globals';
import { Settings } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { fill } from '../../../../api/messages/message';
import {
	customerFields,
	discountFields,
	inventoryItemFields,
	noteFields,
	orderFields,
	orderItemFields,
	shipmentFields,
	shippedItemFields,
} from '../../../../api/records/fields';
import type { FieldTable } from '../../../../api/records/fields';
import { parameterMessages } from '../../../../nodes/messages/parameters';
import { recordMessages } from '../../../../nodes/messages/records';
import { Parameters } from '../../../../nodes/OrderDesk/parameters';
import {
	innerRecord,
	isLeftAlone,
	mustBeFilled,
	orNothingToUpdate,
	orderDeskDateTime,
	recordOf,
	rowRecord,
	withNeeded,
} from '../../../../nodes/OrderDesk/properties/record';

const messages = { ...parameterMessages, ...recordMessages };

const context = {
	getNode: () => ({ id: '1', name: 'Order Desk', type: 'orderDesk' }),
	isToolExecution: () => false,
	getTimezone: () => 'Asia/Tokyo',
};
const parameters = new Parameters(context as unknown as IExecuteFunctions, 0, []);

const refusalOf = (read: () => unknown): { message: string; description: string } => {
	try {
		return { message: `no refusal, but ${JSON.stringify(read())}`, description: '' };
	} catch (error) {
		return error as { message: string; description: string };
	}
};
const says = (name: keyof typeof messages, label: string, values: Record<string, string> = {}) => {
	const { text, advice } = messages[name];
	return { message: fill(text, { label, ...values }), description: fill(advice, { label, ...values }) };
};

describe('a date in a record', () => {
	const { defaultZone } = Settings;
	afterEach(() => void (Settings.defaultZone = defaultZone));

	it('is in UTC, whatever the time zone of n8n', () => {
		Settings.defaultZone = 'America/New_York';
		expect(orderDeskDateTime('2026-09-21T12:00:00Z', 'Date Added', parameters)).toBe('2026-09-21 12:00:00');
	});

	it.each<[unknown, string]>([
		['2026-09-21 12:00:00', '2026-09-21 12:00:00'],
		[' 2026-09-21 12:00:00 ', '2026-09-21 12:00:00'],
		['2026-09-21T12:00:00', '2026-09-21 03:00:00'],
		['2026-09-21T12:00:00Z', '2026-09-21 12:00:00'],
		[Date.UTC(2026, 8, 21, 12), '2026-09-21 12:00:00'],
	])('is in UTC in the form of Order Desk, in that of the workflow otherwise: %j', (value, date) => {
		expect(orderDeskDateTime(value, 'Date Added', parameters)).toBe(date);
	});
});

describe('a record', () => {
	const order = (filled: unknown, label?: string) => recordOf(filled, orderFields, parameters, label);
	const item = (filled: unknown) => recordOf(filled, inventoryItemFields, parameters);

	it.each<[object, object]>([
		[{ email: 'a@b.c' }, { email: 'a@b.c' }],
		[{ email: '' }, { email: '' }],
		[{ shipping_total: '2.50' }, { shipping_total: 2.5 }],
		[{ date_added: '2026-09-21T12:00:00' }, { date_added: '2026-09-21 03:00:00' }],
		[{ checkout_data: { Gift: 1 } }, { checkout_data: { Gift: '1' } }],
		[{ checkout_data_json: '{"Gift":"1"}' }, { checkout_data: { Gift: '1' } }],
		[{ shipping: { city: 'Bonn' } }, { shipping: { city: 'Bonn' } }],
		[{ order_notes: { rows: [{ content: 'x' }] } }, { order_notes: [{ content: 'x' }] }],
		[{ discount_list_json: [{ code: 'A', amount: 0 }] }, { discount_list: [{ code: 'A', amount: 0 }] }],
		[{ source_name: { mode: 'name', value: 'Shop' } }, { source_name: 'Shop' }],
		[{ source_name: 'Shop' }, { source_name: 'Shop' }],
		[{ payment_status: 'captured' }, { payment_status: 'Captured' }],
		[{ folder_id: 7 }, { folder_id: '7' }],
	])('is read from %j', (filled, record) => {
		expect(order(filled)).toMatchObject(record);
		expect(Object.keys(order(filled))).toEqual(Object.keys(record));
	});

	it.each<[object, object]>([
		[{ moon: 1 }, { message: "There is no field 'moon'" }],
		[{ toString: 1 }, { message: "There is no field 'toString'" }],
		[{ email_json: '[]' }, { message: "There is no field 'email_json'" }],
		[{ checkout_data: { a: 1 }, checkout_data_json: { a: 1 } }, says('givenTwice', 'Checkout Data')],
		[{ email: null }, says('noValue', 'Email')],
		[{ shipping_total: 'x' }, says('notANumber', 'Shipping Total', { value: 'x' })],
		[{ date_added: 'x' }, says('notADate', 'Date Added', { value: 'x' })],
		[{ shipping: {} }, says('noFields', 'Shipping Address')],
		[{ shipping: { city: null } }, says('noValue', 'Shipping Address > City')],
		[{ checkout_data_json: 'x' }, says('notAnObject', 'Checkout Data (JSON)', { value: 'x' })],
		[
			{ order_notes: [{ content: 'x' }, { username: 'y' }] },
			says('incompleteRow', 'Order Notes 2', { names: "'Content'" }),
		],
		[{ source_name: { mode: 'list', value: '' } }, says('nothingChosen', 'Source Name')],
		[{ source_name: ' ' }, says('nothingChosen', 'Source Name')],
		[
			{ source_name: { mode: 'id', value: '1' } },
			says('unknownMode', 'Source Name', { modes: 'list, name', value: 'id' }),
		],
		[{ folder_id: '' }, says('empty', 'Folder')],
		[{ payment_status: 'paid' }, { message: expect.stringContaining("'Payment Status' is none of ") }],
	])('is refused by the name of what is wrong in %j', (filled, refusal) => {
		expect(refusalOf(() => order(filled))).toMatchObject(refusal);
	});

	it('tells which fields there are: those that may be written', () => {
		const { description } = refusalOf(() => recordOf({ moon: 1 }, discountFields, parameters));
		expect(description).toBe('Use: name, code, amount.');
		expect(refusalOf(() => order({ moon: 1 })).description).not.toMatch(/\bid\b|cc_exp|order_total/);
	});

	it('holds the items of a parcel as a list', () => {
		const items = { order_items: { rows: [{ id: 7 }] } };
		expect(recordOf(items, shipmentFields, parameters)).toEqual({ order_items: [{ id: '7', quantity: 1 }] });
	});

	it('within another one is named with that', () => {
		const read = (filled: unknown) => refusalOf(() => order(filled, 'Order'));
		expect(read({ moon: 1 }).message).toBe("There is no field 'Order > moon'");
		expect(read({ email: null })).toMatchObject(says('noValue', 'Order > Email'));
		expect(read('x')).toMatchObject(says('notAnObject', 'Order', { value: 'x' }));
	});

	it('has stock in whole units, and what it must have', () => {
		expect(item({ stock: '5' })).toEqual({ stock: 5 });
		expect(item({ price: '0.5' })).toEqual({ price: 0.5 });
		expect(refusalOf(() => item({ stock: 0.5 }))).toMatchObject(says('notWhole', 'Stock', { value: '0.5' }));
		expect(refusalOf(() => item({ name: ' ' }))).toMatchObject(says('empty', 'Name'));
		const required = Object.entries(inventoryItemFields as FieldTable).filter(([, field]) => mustBeFilled(field));
		expect(required.map(([name]) => name)).toEqual(['name', 'code']);
	});

	it('of an update has at least one value', () => {
		expect(orNothingToUpdate({ email: '' }, parameters)).toEqual({ email: '' });
		expect(refusalOf(() => orNothingToUpdate({}, parameters))).toMatchObject(says('nothingToUpdate', 'Update Fields'));
		expect(innerRecord({ city: '' }, customerFields, 'Address', parameters)).toEqual({ city: '' });
	});
});

describe('a row', () => {
	const read = (row: unknown, table: FieldTable = orderItemFields) => rowRecord(row, table, 'Item 1', parameters);

	it('starts with what the form does, and holds what was filled in', () => {
		expect(read({ code: 'A' }, shippedItemFields)).toEqual({ code: 'A', quantity: 1 });
		expect(read({ code: 'A', id: '', quantity: '3' }, shippedItemFields)).toEqual({ code: 'A', quantity: 3 });
		expect(read({ name: 'Mug', metadata: {}, weight: 0 })).toEqual({ name: 'Mug', weight: 0 });
	});

	it('of another order is taken without what Order Desk or this node has added', () => {
		const row = { id: '7', order_id: '8', changed_fields: [], name: 'Mug', metadata: [] };
		expect(read(row)).toEqual({ name: 'Mug' });
	});

	it.each<[FieldTable, object, string]>([
		[orderItemFields, { code: 'A' }, "'Name'"],
		[orderItemFields, { name: 0, code: 'A' }, "'Name'"],
		[noteFields, { username: 'A' }, "'Content'"],
		[discountFields, { amount: 0 }, "'Name' or 'Code' or 'Amount'"],
		[discountFields, { name: 'A', code: 'B' }, "'Amount'"],
		[shippedItemFields, { quantity: 2 }, "'Item ID' or 'Code (SKU)'"],
	])('has what it is nothing without (%#)', (table, row, names) => {
		expect(refusalOf(() => withNeeded(row as never, table, 'Item 1', parameters))).toMatchObject(
			says('incompleteRow', 'Item 1', { names }),
		);
	});

	it('of any other table may have what it will', () => {
		expect(withNeeded({}, customerFields, 'Address', parameters)).toEqual({});
		expect(read({ city: 'Bonn' }, customerFields)).toEqual({ city: 'Bonn' });
	});

	it.each<[object, object]>([
		[{ name: 'Mug', moon: 1 }, { message: "There is no field 'Item 1 > moon'" }],
		[{ name: 'Mug', price: 'x' }, says('notANumber', 'Item 1 > Price', { value: 'x' })],
		[{ name: '' }, says('emptyRow', 'Item 1')],
	])('is refused with its place: %j', (row, refusal) => {
		expect(refusalOf(() => read(row))).toMatchObject(refusal);
	});
});

describe('a cell of a row', () => {
	it.each<[string, unknown, boolean]>([
		['string', '', true],
		['string', ' ', false],
		['string', null, false],
		['id', '', true],
		['dateTime', '', true],
		['number', '', false],
		['record', '', false],
		['map', {}, true],
		['map', [], true],
		['map', '', false],
		['map', { a: 1 }, false],
	])('of the kind %s with %j was left alone: %s', (kind, value, alone) => {
		expect(isLeftAlone(value, { label: '', kind: kind as 'map', access: 'write' })).toBe(alone);
	});
});
