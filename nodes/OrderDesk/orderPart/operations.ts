import { isOrderDeskError } from '../../../api/errors';
import { deletePart, getPart, listParts } from '../../../api/orderPart/orderPart';
import { updateParts } from '../../../api/orderPart/updateParts';
import { batch, single } from '../operation';
import { limitHint, limitProperty, returnAllProperty } from '../properties/lists';
import { orderLocator } from '../properties/locators';
import { addressOf, findByKey, partLocator, partsOf, readPart } from './orderPart';
import type { PartResource } from './orderPart';

/*
 * What items and shipments of an order have in common. Every record says to which order it belongs, since both ids are
 * needed to come back to it.
 */

export interface PartTexts {
	action: string;
	description: string;
}

export const getOf = (resource: PartResource, texts: PartTexts) =>
	single({
		name: 'Get',
		value: 'get',
		...texts,
		readOnly: true,
		record: resource.kind.table,
		returns: { order_id: 'string' },
		fields: [orderLocator, partLocator(resource)],
		read: (parameters) => readPart(parameters, resource),
		run: async (lookups, { order, by, value }) => {
			const orderId = await lookups.orderId(order);
			const record =
				by === 'id'
					? await getPart(lookups.client, resource.kind, { orderId, id: value })
					: findByKey(await partsOf(lookups, resource, orderId), resource, value);
			return { ...record, order_id: orderId };
		},
	});

export const getAllOf = (resource: PartResource, texts: PartTexts) =>
	single({
		name: 'Get Many',
		value: 'getAll',
		...texts,
		readOnly: true,
		record: resource.kind.table,
		returns: { order_id: 'string' },
		fields: [orderLocator, returnAllProperty, limitProperty],
		read: (parameters) => ({ order: parameters.order(), limit: parameters.limit() }),
		hint: ({ limit }, results) => limitHint(`${resource.label.toLowerCase()}s`, limit, results),
		run: async (lookups, { order, limit }) => {
			const orderId = await lookups.orderId(order);
			const records = await listParts(lookups.client, resource.kind, orderId);
			return records.slice(0, limit).map((record) => ({ ...record, order_id: orderId }));
		},
	});

export const updateOf = (resource: PartResource, texts: PartTexts) =>
	batch({
		name: 'Update',
		value: 'update',
		...texts,
		record: resource.kind.table,
		returns: { order_id: 'string', changed_fields: 'strings' },
		fields: [
			orderLocator,
			partLocator(resource),
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				description: resource.updateDescription,
				options: resource.updateFields,
			},
		],
		read: (parameters) => {
			const part = readPart(parameters, resource);
			const patch = resource.readFields(parameters, 'updateFields');
			return Object.keys(patch).length > 0
				? { part, patch }
				: parameters.refuse(
						'Update Fields',
						'There is nothing to update',
						"Add at least one field under 'Update Fields'.",
					);
		},
		prepare: async (lookups, { part, patch }) => ({ address: await addressOf(lookups, resource, part), patch }),
		// Several changes of one record, or several items of one order: one fetch and one PUT.
		groupOf: ({ address }) => address.orderId,
		runAll: async ({ client }, group) => {
			const orderId = group[0]?.address.orderId ?? '';
			const changes = group.map(({ address: { id }, patch }) => ({ id, patch }));
			const results = resource.updateAll
				? await resource.updateAll(client, orderId, changes)
				: await updateParts(client, resource.kind, orderId, changes);
			return results.map((result) =>
				isOrderDeskError(result) ? result : { ...result.record, order_id: orderId, changed_fields: result.changed },
			);
		},
	});

export const deleteOf = (resource: PartResource, texts: PartTexts) =>
	single({
		name: 'Delete',
		value: 'delete',
		...texts,
		returns: { deleted: 'boolean' },
		fields: [orderLocator, partLocator(resource)],
		read: (parameters) => readPart(parameters, resource),
		prepare: async (lookups, part) => await addressOf(lookups, resource, part),
		run: async ({ client }, address) => {
			await deletePart(client, resource.kind, address);
			return { deleted: true };
		},
	});
