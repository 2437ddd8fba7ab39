import { OrderDeskError } from '../../../api/errors';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import { maxPerBatch } from '../../../api/inventoryItem/put';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import { problem } from '../../../api/messages/message';
import { inventoryItemFields } from '../../../api/records/fields';
import { operationMessages } from '../../messages/operations';
import { additionalFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import { propertiesOf } from '../properties/fields';
import { updateSource } from './reference';
import { readValues, requiredProperty, withChanges } from './values';

export const upsert = batch({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update inventory item',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	record: inventoryItemFields,
	returns: { already_existed: 'boolean', changed_fields: 'strings' },
	fields: [
		requiredProperty('code'),
		additionalFieldsProperty(propertiesOf(inventoryItemFields, 'update', ['code']), {
			description:
				'A new item needs a name. Of an item that exists, only the fields added here change, and an empty text empties a field.',
		}),
	],
	read: (parameters) => {
		const code = parameters.requiredText('code', inventoryItemFields.code.label).trim();
		const { code: other, ...values } = readValues(parameters, 'additionalFields');
		if (other !== undefined && other !== code) {
			return parameters.refuse('Additional Fields', operationMessages.skuTwice, {});
		}
		return { code, values };
	},
	inParts: { maxRecords: maxPerBatch, keyOf: ({ code }) => code },
	prepareAll: async ({ client }, inputs) => {
		const codes = inputs.map(({ code }) => code);
		const items = await lookUpCodes(client, codes);
		return inputs.map(({ code, values }) => {
			const found = items.get(code);
			if (found instanceof OrderDeskError) return found;
			if (found || 'name' in values) return { code, values, found };
			return problem(operationMessages.newItemWithoutName, { sku: code });
		});
	},
	runAll: async ({ client }, wishes) => {
		const results = await upsertInventory(client, wishes, updateSource);
		return results.map((result) => withChanges(result, ({ created }) => ({ already_existed: !created })));
	},
});
