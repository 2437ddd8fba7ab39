import { isOrderDeskError } from '../../../api/errors';
import { deletePart, getPart, listParts } from '../../../api/orderPart/orderPart';
import { updateParts } from '../../../api/orderPart/updateParts';
import { updateFieldsProperty } from '../../shared/collections';
import { batch, single } from '../operation';
import { limitHint, limitProperties, returnAllProperty } from '../properties/lists';
import { orderLocator } from '../properties/locators';
import { orNothingToUpdate } from '../properties/record';
import { addressOf, findByKey, partLocator, partsOf, readPart } from './orderPart';
import type { PartResource } from './orderPart';

/*
 * The operations that items and shipments of an order have in common. Every record carries the id of its order, since
 * it takes both ids to find it again.
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
		fields: [orderLocator, returnAllProperty, ...limitProperties],
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
			updateFieldsProperty(resource.updateFields, {
				description: resource.updateDescription,
			}),
		],
		read: (parameters) => {
			const part = readPart(parameters, resource);
			return { part, patch: orNothingToUpdate(resource.readFields(parameters, 'updateFields'), parameters) };
		},
		prepare: async (lookups, { part, patch }) => ({ address: await addressOf(lookups, resource, part), patch }),
		// All changes of one order go together: one fetch and one PUT for those of a record, or of several items.
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
