import { createInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { inventoryItemFields } from '../../../api/records/fields';
import { additionalFieldsProperty } from '../../shared/collections';
import { single } from '../operation';
import { propertiesOf } from '../properties/fields';
import { recordOf } from '../properties/record';
import { updateSource } from './reference';
import { requiredProperty } from './values';

export const create = single({
	name: 'Create',
	value: 'create',
	action: 'Create inventory item',
	description: 'Create a new inventory item with its SKU, stock and price',
	record: inventoryItemFields,
	fields: [
		requiredProperty('name'),
		requiredProperty('code'),
		additionalFieldsProperty(propertiesOf(inventoryItemFields, 'create', ['name', 'code'])),
	],
	read: (parameters) => ({
		update_source: updateSource,
		...recordOf(parameters.collection('additionalFields'), inventoryItemFields, parameters),
		name: parameters.requiredText('name', 'Name'),
		code: parameters.requiredText('code', 'Code (SKU)').trim(),
	}),
	run: async ({ client }, item) => await createInventoryItem(client, item),
});
