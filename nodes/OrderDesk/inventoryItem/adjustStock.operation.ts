import { OrderDeskError } from '../../../api/errors';
import { maxPerBatch } from '../../../api/inventoryItem/put';
import { changeInventory } from '../../../api/inventoryItem/update';
import { problem } from '../../../api/messages/message';
import { isBlankText } from '../../../api/records/blank';
import { inventoryItemFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import { operationMessages } from '../../messages/operations';
import { optionsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertyOf } from '../properties/fields';
import { describedInFull, ifEmpty, withToolVariant } from '../properties/toolVariant';
import { inventoryItemLocator } from './locator';
import { nameOf, readReference, updateSource, withTargets } from './reference';
import { withChanges } from './values';

interface Adjustment {
	adjustment: number;
	floorAtZero: boolean;
	source: string | undefined;
}

/** Keeps 0.1 + 0.2 at 0.3. */
const rounded = (stock: number): number => Number(stock.toFixed(6));

/** NaN for what is no number of units, such as nothing. */
const stockOf = ({ stock }: JsonObject): number =>
	typeof stock === 'number' || (typeof stock === 'string' && !isBlankText(stock)) ? Number(stock) : Number.NaN;

/** The stock an item gets. It is sent as an absolute number, so that sending it twice changes nothing. */
const adjusted =
	({ adjustment, floorAtZero, source }: Adjustment) =>
	(item: JsonObject): JsonObject | OrderDeskError => {
		const stock = stockOf(item);
		if (!Number.isFinite(stock)) {
			return problem(operationMessages.stockNotANumber, { stock: String(item['stock'] ?? '').trim() || 'nothing' });
		}
		if (Math.abs(stock + adjustment) > Number.MAX_SAFE_INTEGER) {
			return problem(operationMessages.stockTooLarge, { stock: String(stock + adjustment) });
		}
		// An item that is below zero already falls no further, and gains no units it does not have.
		const floor = floorAtZero ? Math.min(0, stock) : -Infinity;
		const values = { stock: Math.max(floor, rounded(stock + adjustment)) };
		return source === undefined || values.stock === stock ? values : { ...values, update_source: source };
	};

export const adjustStock = batch({
	name: 'Adjust Stock',
	value: 'adjustStock',
	action: 'Adjust stock of inventory item',
	description:
		'Add units to the stock of inventory items or take some away, with one request for 100 items. Never applied twice.',
	record: inventoryItemFields,
	without: ['date_updated'],
	returns: { changed_fields: 'strings', previous_stock: 'number' },
	fields: [
		inventoryItemLocator,
		{
			displayName: 'Adjustment',
			name: 'adjustment',
			type: 'number',
			default: 1,
			required: true,
			placeholder: 'e.g. 5 or -2',
			description: 'Units to add to the stock, such as 5. A negative number takes units away, such as -2.',
			hint: 'A negative number takes units away',
		},
		optionsProperty([
			{
				displayName: 'Stop at Zero',
				name: 'floor_at_zero',
				type: 'boolean',
				default: true,
				description: 'Whether to stop at zero instead of going below',
			},
			...withToolVariant(
				propertyOf('update_source', inventoryItemFields.update_source),
				describedInFull(inventoryItemFields.update_source, ifEmpty.option),
			),
		]),
	],
	read: (parameters) => {
		const options = parameters.collection('options');
		const { label } = inventoryItemFields.update_source;
		const source = parameters.added(options, 'update_source', label);
		return {
			item: readReference(parameters),
			adjustment: parameters.wholeNumberOf(parameters.raw('adjustment'), 'Adjustment'),
			floorAtZero: parameters.addedFlag(options, 'floor_at_zero', 'Stop at Zero'),
			source: source === undefined ? undefined : parameters.textOf(source, label),
		};
	},
	inParts: { maxRecords: maxPerBatch, keyOf: ({ item }) => nameOf(item) },
	prepareAll: async (lookups, inputs) => await withTargets(lookups, inputs),
	runAll: async ({ client }, inputs) => {
		const changes = inputs.map(({ id, found, adjustment, floorAtZero, source }) => ({
			id,
			...(found && { found }),
			relative: true,
			patch: adjusted({ adjustment, floorAtZero, source }),
		}));
		const results = await changeInventory(client, changes, updateSource);
		return results.map((result) => withChanges(result, ({ before }) => ({ previous_stock: stockOf(before) })));
	},
});
