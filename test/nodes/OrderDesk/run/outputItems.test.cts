import { describe, expect, it } from '@jest/globals';
import type { NodeOperationError } from 'n8n-workflow';
import { orderFields } from '../../../../api/records/fields';
import type { Operation, Result } from '../../../../nodes/OrderDesk/operation';
import { failedItem, outputItems } from '../../../../nodes/OrderDesk/run/outputItems';

const listing = { record: orderFields, returns: { changed_fields: {} } } as unknown as Operation;
const order = () => ({ id: 7, email: 'a@b.c', tax_total: '1.50', changed_fields: ['email'] });
const selected = { mode: 'selected', fields: ['email'] } as const;

describe('the output of an input item', () => {
	const output = (operation: Operation, result: Result, shape: Parameters<typeof outputItems>[2]) =>
		outputItems(operation, result, shape, 3);

	it('is one item for a record, and one for each of a list, paired with what came in', () => {
		const shape = { ...selected, fields: ['email'] };
		const json = { id: '7', email: 'a@b.c', changed_fields: ['email'] };
		expect(output(listing, order(), shape)).toEqual([{ json, pairedItem: { item: 3 } }]);
		expect(output(listing, [order(), order()], shape)).toEqual([
			{ json, pairedItem: { item: 3 } },
			{ json, pairedItem: { item: 3 } },
		]);
		expect(output(listing, [], shape)).toEqual([]);
	});

	it('leaves a record as it was that may be the result of several items', () => {
		const one = order();
		expect(output(listing, one, { mode: 'full', fields: [] })[0]?.json).toMatchObject({ id: '7', tax_total: 1.5 });
		expect(one).toEqual(order());
	});

	it('is what the operation gives where it has no record, or no shape was chosen', () => {
		const plain = {} as Operation;
		expect(output(plain, { deleted: true }, { ...selected, fields: [] })[0]?.json).toEqual({ deleted: true });
		expect(output(listing, order(), undefined)[0]?.json).toEqual(order());
	});

	it('has none but the chosen fields where the operation adds none', () => {
		const bare = { record: orderFields } as unknown as Operation;
		expect(output(bare, order(), { ...selected, fields: ['email'] })[0]?.json).toEqual({ id: '7', email: 'a@b.c' });
	});
});

describe('the output of an input item that failed', () => {
	const failure = (more: object) => ({ message: 'No such order', context: {}, ...more }) as NodeOperationError;

	it.each<[string, object, object | undefined]>([
		['alone', {}, undefined],
		['with the advice', { description: 'Check the ID.' }, { advice: 'Check the ID.' }],
		['without advice that it contains', { description: 'such order' }, undefined],
		['with the order that exists', { context: { existing_order_id: '7' } }, { existing_order_id: '7' }],
		['without an order that is none', { context: { existing_order_id: 7 } }, undefined],
	])('has the message %s', (_, more, details) => {
		expect(failedItem(failure(more), 3, undefined)).toEqual({
			json: { error: 'No such order', ...(details && { details }) },
			pairedItem: { item: 3 },
		});
	});
});
