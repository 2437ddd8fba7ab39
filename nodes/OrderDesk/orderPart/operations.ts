import { isOrderDeskError } from '../../../api/errors';
import { deletePart, getPart, listParts } from '../../../api/orderPart/orderPart';
import { updateParts } from '../../../api/orderPart/updateParts';
import { batch, single } from '../operation';
import { limit, limitHint, returnAll } from '../properties/lists';
import { orderLocator } from '../properties/locators';
import { addressOf, findByKey, partLocator, partsOf, readPart } from './orderPart';
import type { PartChoice } from './orderPart';

/*
 * What items and shipments of an order have in common. Every record says to which order it belongs, since both ids are
 * needed to come back to it.
 */

export interface Words {
	action: string;
	description: string;
}

export const getOf = (choice: PartChoice, words: Words) =>
	single({
		name: 'Get',
		value: 'get',
		...words,
		readOnly: true,
		record: choice.kind.table,
		returns: { order_id: 'string' },
		fields: [orderLocator, partLocator(choice)],
		read: (parameters) => readPart(parameters, choice),
		run: async (session, { order, by, value }) => {
			const orderId = await session.orderId(order);
			const record =
				by === 'id'
					? await getPart(session.client, choice.kind, { orderId, id: value })
					: findByKey(await partsOf(session, choice, orderId), choice, value);
			return { ...record, order_id: orderId };
		},
	});

export const getAllOf = (choice: PartChoice, words: Words) =>
	single({
		name: 'Get Many',
		value: 'getAll',
		...words,
		readOnly: true,
		record: choice.kind.table,
		returns: { order_id: 'string' },
		fields: [orderLocator, returnAll, limit],
		read: (parameters) => ({ order: parameters.order(), most: parameters.limit() }),
		hint: ({ most }, results) => limitHint(`${choice.label.toLowerCase()}s`, most, results),
		run: async (session, { order, most }) => {
			const orderId = await session.orderId(order);
			const records = await listParts(session.client, choice.kind, orderId);
			return records.slice(0, most).map((record) => ({ ...record, order_id: orderId }));
		},
	});

export const updateOf = (choice: PartChoice, words: Words) =>
	batch({
		name: 'Update',
		value: 'update',
		...words,
		record: choice.kind.table,
		returns: { order_id: 'string', changed_fields: 'strings' },
		fields: [
			orderLocator,
			partLocator(choice),
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				description: choice.updateDescription,
				options: choice.updateFields,
			},
		],
		read: (parameters) => {
			const part = readPart(parameters, choice);
			const patch = choice.readFields(parameters, 'updateFields');
			return Object.keys(patch).length > 0
				? { part, patch }
				: parameters.refuse(
						'Update Fields',
						'There is nothing to update',
						"Add at least one field under 'Update Fields'.",
					);
		},
		prepare: async (session, { part, patch }) => ({ address: await addressOf(session, choice, part), patch }),
		// Several changes of one record, or several items of one order: one fetch and one PUT.
		groupOf: ({ address }) => address.orderId,
		runAll: async ({ client }, group) => {
			const orderId = group[0]?.address.orderId ?? '';
			const changes = group.map(({ address: { id }, patch }) => ({ id, patch }));
			const results = choice.updateAll
				? await choice.updateAll(client, orderId, changes)
				: await updateParts(client, choice.kind, orderId, changes);
			return results.map((result) =>
				isOrderDeskError(result) ? result : { ...result.record, order_id: orderId, changed_fields: result.changed },
			);
		},
	});

export const deleteOf = (choice: PartChoice, words: Words) =>
	single({
		name: 'Delete',
		value: 'delete',
		...words,
		returns: { deleted: 'boolean' },
		fields: [orderLocator, partLocator(choice)],
		read: (parameters) => readPart(parameters, choice),
		prepare: async (session, part) => await addressOf(session, choice, part),
		run: async ({ client }, address) => {
			await deletePart(client, choice.kind, address);
			return { deleted: true };
		},
	});
