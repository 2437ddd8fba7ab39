import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { OrderDeskError } from '../../../api/errors';
import type { InventoryChanged } from '../../../api/inventoryItem/plan';
import { inventoryItemFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import type { Parameters } from '../parameters';
import { recordOf } from '../properties/record';

export const codeProperty: INodeProperties = {
	displayName: inventoryItemFields.code.label,
	name: 'code',
	type: 'string',
	default: '',
	required: true,
	placeholder: inventoryItemFields.code.placeholder,
	description: inventoryItemFields.code.description,
};

/** The values the user has filled in. What Order Desk sets itself, and emptying what an item has to have, is refused. */
export const readValues = (parameters: Parameters, collection: string): JsonObject => {
	const values = recordOf(parameters.collection(collection), inventoryItemFields, parameters);
	for (const [name, { label, access }] of Object.entries(inventoryItemFields)) {
		if (name in values && access !== 'write') {
			return parameters.refuse(label, `The field '${label}' cannot be changed`);
		}
	}
	for (const name of ['name', 'code'] as const) {
		if (name in values) values[name] = parameters.requiredValue(values[name], inventoryItemFields[name].label).trim();
	}
	return values;
};

/** The item, with what an operation has to say about it. */
export const withChanges = <T extends InventoryChanged>(
	result: T | OrderDeskError,
	more: (result: T) => IDataObject = () => ({}),
): IDataObject | OrderDeskError =>
	result instanceof OrderDeskError ? result : { ...result.item, changed_fields: result.changed, ...more(result) };
