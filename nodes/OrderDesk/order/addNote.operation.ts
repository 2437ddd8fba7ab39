import { addNote as appendNote, addNoteIfAbsent } from '../../../api/order/addNote';
import { orderFields } from '../../../api/records/fields';
import { additionalFieldsProperty, optionsProperty } from '../../shared/collections';
import { single } from '../operation';
import { orderLocator } from '../properties/locators';

export const addNote = single({
	name: 'Add Note',
	value: 'addNote',
	action: 'Add note to order',
	description: 'Add a line to the history of an order',
	record: orderFields,
	returns: { already_existed: 'boolean' },
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
		optionsProperty([
			{
				displayName: 'Only If Not There Yet',
				name: 'onlyIfAbsent',
				type: 'boolean',
				default: false,
				description:
					'Whether to look in the history first, and to leave the order alone if it has this note already. Turn it on where a workflow may run twice for one event, and give each note a text of its own. Takes one more request.',
			},
		]),
	],
	read: (parameters) => {
		const onlyIfAbsent = parameters.addedFlag(
			parameters.collection('options'),
			'onlyIfAbsent',
			'Only If Not There Yet',
		);
		const source = parameters.added(parameters.collection('additionalFields'), 'source_name', 'Source Name');
		return {
			order: parameters.order(),
			onlyIfAbsent,
			note: {
				note: parameters.requiredText('note', 'Note'),
				...(source !== undefined && { source_name: parameters.textOf(source, 'Source Name') }),
			},
		};
	},
	prepare: async (lookups, { order, ...input }) => ({ ...input, orderId: await lookups.orderId(order) }),
	run: async ({ client }, { orderId, note, onlyIfAbsent }) => {
		if (!onlyIfAbsent) return await appendNote(client, orderId, note);
		const { order, existed } = await addNoteIfAbsent(client, orderId, note);
		return { ...order, already_existed: existed };
	},
});
