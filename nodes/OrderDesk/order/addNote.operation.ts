import { addNote as appendNote } from '../../../api/order/addNote';
import { orderFields } from '../../../api/records/fields';
import { additionalFieldsProperty } from '../../shared/collections';
import { single } from '../operation';
import { orderLocator } from '../properties/locators';

export const addNote = single({
	name: 'Add Note',
	value: 'addNote',
	action: 'Add note to order',
	description: 'Add a line to the history of an order',
	record: orderFields,
	fields: [
		orderLocator,
		{
			displayName: 'Note',
			name: 'note',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			placeholder: 'e.g. Shipped by UPS',
			description: 'The text of the note, such as Shipped by UPS. Order Desk keeps at most about 1,800 characters.',
		},
		additionalFieldsProperty([
			{
				displayName: 'Source Name',
				name: 'source_name',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n',
				description: 'Who wrote the note, such as n8n, as the history of the order shows it. May be empty.',
			},
		]),
	],
	read: (parameters) => {
		const source = parameters.added(parameters.collection('additionalFields'), 'source_name', 'Source Name');
		return {
			order: parameters.order(),
			note: {
				note: parameters.requiredText('note', 'Note'),
				...(source !== undefined && { source_name: parameters.textOf(source, 'Source Name') }),
			},
		};
	},
	prepare: async (lookups, { order, note }) => ({ orderId: await lookups.orderId(order), note }),
	run: async ({ client }, { orderId, note }) => await appendNote(client, orderId, note),
});
