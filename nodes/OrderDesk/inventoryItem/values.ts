import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { OrderDeskError } from '../../../api/errors';
import type { InventoryChanged } from '../../../api/inventoryItem/plan';
import { inventoryItemFields } from '../../../api/records/fields';
import type { FieldTable } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import type { Parameters } from '../parameters';
import { propertyOf } from '../properties/fields';
import { writableRecordOf } from '../properties/record';
import { describedInFull } from '../properties/toolVariant';

/** The parameter of a field that stands on its own, outside of a collection. */
export const requiredProperty = (name: keyof typeof inventoryItemFields): INodeProperties => ({
	...propertyOf(name, inventoryItemFields[name]),
	description: describedInFull(inventoryItemFields[name]),
	required: true,
});

/** The values the user has filled in. Refuses fields that Order Desk sets itself. */
export const readValues = (parameters: Parameters, collection: string): JsonObject => {
	const values = writableRecordOf(parameters.collection(collection), inventoryItemFields, parameters);
	for (const [name, { required }] of Object.entries(inventoryItemFields as FieldTable)) {
		if (required && name in values) values[name] = String(values[name]).trim();
	}
	return values;
};

/** The item, with what the operation adds to it. */
export const withChanges = <T extends InventoryChanged>(
	result: T | OrderDeskError,
	more: (result: T) => IDataObject = () => ({}),
): IDataObject | OrderDeskError =>
	result instanceof OrderDeskError ? result : { ...result.item, changed_fields: result.changed, ...more(result) };
