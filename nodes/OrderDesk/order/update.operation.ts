import type { INodeProperties } from 'n8n-workflow';

import { isOrderDeskError } from '../../../api/errors';
import type { OrderPatch } from '../../../api/order/update/patch';
import { previewUpdates, updateOrders } from '../../../api/order/update/update';
import { orderFields } from '../../../api/records/fields';
import { recordMessages } from '../../messages/records';
import { optionsProperty, updateFieldsProperty } from '../../shared/collections';
import { batch } from '../operation';
import type { Parameters } from '../parameters';
import { propertiesOf } from '../properties/fields';
import { orderLocator } from '../properties/locators';
import { recordMoment, writableRecordOf } from '../properties/record';
import { withToolVariant } from '../properties/toolVariant';
import { itemChangesFields, readItemChanges } from './itemChanges';

const updateOptions: INodeProperties = optionsProperty([
	...withToolVariant(
		{
			displayName: 'Only If Unchanged Since',
			name: 'unchangedSince',
			type: 'dateTime',
			default: '',
			placeholder: 'e.g. {{ $json.date_updated }}',
			description:
				"Change nothing if the order was changed after this time. Give the 'Date Updated' that the order had when you read it.",
		},
		'The date_updated that the order had when you read it, such as 2026-03-29T08:00:00Z: nothing changes if the order was changed since. Leave empty to change it in any case',
	),
	{
		displayName: 'Preview',
		name: 'preview',
		type: 'boolean',
		default: false,
		description:
			'Whether to return what would change, before and after, and to change nothing. The order itself is not returned.',
	},
	{
		displayName: 'Remove All Discounts',
		name: 'removeDiscounts',
		type: 'boolean',
		default: true,
		description: 'Whether to remove all discounts of the order. A list of discounts without rows does not do that.',
	},
	{
		displayName: 'Verify After Writing',
		name: 'verify',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the order back after writing it, to restore what somebody else has overwritten at the same moment, and to return which fields differ from what was written. Also returns the stored totals and Date Updated after deleting items. Takes one more request per order.',
	},
]);

const readPatch = (parameters: Parameters): OrderPatch => {
	const fields = writableRecordOf(parameters.collection('updateFields'), orderFields, parameters);
	const options = parameters.collection('options');
	const label = 'Only If Unchanged Since';
	const unchangedSince = parameters.added(options, 'unchangedSince', label);
	const removesDiscounts = parameters.addedFlag(options, 'removeDiscounts', 'Remove All Discounts');
	if (removesDiscounts && 'discount_list' in fields) {
		return parameters.refuse('Remove All Discounts', recordMessages.exclusive, { other: 'Discounts' });
	}
	return {
		fields: { ...fields, ...(removesDiscounts && { discount_list: [] }) },
		...readItemChanges(parameters),
		...(unchangedSince !== undefined && { unchangedSince: recordMoment(unchangedSince, label, parameters) }),
	};
};

const changesNothing = ({ fields, addItems, updateItems, deleteItems }: OrderPatch): boolean =>
	Object.keys(fields).length === 0 && [addItems, updateItems, deleteItems].every((items) => items?.length === 0);

export const update = batch({
	name: 'Update',
	value: 'update',
	action: 'Update order',
	description: 'Change the given fields and items of an order and leave all others as they are',
	record: orderFields,
	without: ['order_history'],
	returns: {
		preview: 'boolean',
		changed_fields: 'strings',
		changes: 'object',
		verified: 'boolean',
		differing_fields: 'strings',
	},
	fields: [
		orderLocator,
		updateFieldsProperty(propertiesOf(orderFields, 'update', ['order_items']), {
			description:
				'Only the fields added here change. An empty text empties a field. Entries of Checkout Data and Order Metadata change one by one.',
		}),
		...itemChangesFields,
		updateOptions,
	],
	read: (parameters) => {
		const patch = readPatch(parameters);
		if (changesNothing(patch)) {
			return parameters.refuse('Update Fields', recordMessages.nothingToUpdateInOrder, {});
		}
		const options = parameters.collection('options');
		return {
			order: parameters.order(),
			patch,
			preview: parameters.addedFlag(options, 'preview', 'Preview'),
			verify: parameters.addedFlag(options, 'verify', 'Verify After Writing'),
		};
	},
	prepare: async (lookups, { order, ...input }) => ({ orderId: await lookups.orderId(order), ...input }),
	// All input items for one order take one fetch and one PUT.
	groupOf: ({ orderId, preview }) => `${orderId} ${preview}`,
	runAll: async ({ client }, group) => {
		const { orderId = '', preview = false } = group[0] ?? {};
		const patches = group.map(({ patch }) => patch);
		if (preview) return await previewUpdates(client, orderId, patches);
		const results = await updateOrders(client, orderId, patches, { verify: group.some(({ verify }) => verify) });
		return results.map((result, index) => {
			if (isOrderDeskError(result)) return result;
			const { order, changed, differing } = result;
			const isVerified = group[index]?.verify;
			return {
				...order,
				changed_fields: changed,
				...(differing && (isVerified || differing.length > 0) && { differing_fields: differing }),
				...(differing && isVerified && { verified: differing.length === 0 }),
			};
		});
	},
});
