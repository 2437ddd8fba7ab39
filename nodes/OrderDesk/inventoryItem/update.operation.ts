import { maxPerBatch } from '../../../api/inventoryItem/put';
import { changeInventory } from '../../../api/inventoryItem/update';
import { inventoryItemFields } from '../../../api/records/fields';
import { updateFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertiesOf } from '../properties/fields';
import { orNothingToUpdate } from '../properties/record';
import { inventoryItemLocator } from './locator';
import { nameOf, readReference, updateSource, withTargets } from './reference';
import { readValues, withChanges } from './values';

export const update = batch({
	name: 'Update',
	value: 'update',
	action: 'Update inventory item',
	description:
		'Change the given fields of inventory items and leave all others as they are, with one request for 100 items',
	record: inventoryItemFields,
	without: ['date_updated'],
	returns: { changed_fields: 'strings' },
	fields: [
		inventoryItemLocator,
		updateFieldsProperty(propertiesOf(inventoryItemFields, 'update'), {
			description:
				'Only the fields added here change. An empty text empties a field. Entries of Variations and Metadata change one by one.',
		}),
	],
	read: (parameters) => {
		const values = orNothingToUpdate(readValues(parameters, 'updateFields'), parameters);
		return { item: readReference(parameters), values };
	},
	inParts: { maxRecords: maxPerBatch, keyOf: ({ item }) => nameOf(item) },
	prepareAll: async (lookups, inputs) => await withTargets(lookups, inputs),
	runAll: async ({ client }, inputs) => {
		const changes = inputs.map(({ id, found, values }) => ({ id, ...(found && { found }), patch: () => values }));
		return (await changeInventory(client, changes, updateSource)).map((result) => withChanges(result));
	},
});
