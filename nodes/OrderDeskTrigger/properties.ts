import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { authenticationProperty } from '../connection/authentication';
import type { ParameterReader } from '../shared/parameters';
import { shipmentNotification, triggerEvents } from './events';
import { filtersProperty } from './filters';
import { orderOutputProperties } from './triggerItem';
import { setupNotices } from './setupInstructions';

/** How the node creator lists an event, in sentence case. */
const actionOf = (name: string): string => name.charAt(0) + name.slice(1).toLowerCase();

const eventProperty: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: triggerEvents.map(({ name, value, description }) => ({ name, value, action: actionOf(name), description })),
	default: 'orderImported',
	description: 'What happens in Order Desk. Use one trigger for each event, since the post does not name it.',
};

const secretProperty: INodeProperties = {
	displayName: 'Secret',
	name: 'secret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	required: true,
	placeholder: 'e.g. 9fQ2xL7vTzB4mKpR',
	description:
		'Order Desk does not sign these posts, so they are accepted from everybody who knows this text. Make one up with a password manager: at least 16 letters and digits.',
	displayOptions: { show: { event: [shipmentNotification] } },
};

const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Allow Unsigned Posts',
			name: 'allowUnsigned',
			type: 'boolean',
			default: false,
			description:
				'Whether to accept posts that carry no signature. Anybody who learns the URL and the store ID can then start this workflow with an order of their own making. Turn this on only if Order Desk does not sign your posts; a wrong signature is refused even then.',
			displayOptions: { hide: { '/event': [shipmentNotification] } },
		},
		{
			displayName: 'Emit Repeats',
			name: 'emitRepeats',
			type: 'boolean',
			default: false,
			description:
				"Whether to start the workflow also for a post that was accepted within the last 24 hours, such as one run again under 'View Appointments'. Its field 'repeated' is then true.",
		},
		{
			displayName: 'Emit Unusable Posts',
			name: 'emitUnusable',
			type: 'boolean',
			default: false,
			description:
				"Whether to start the workflow also for a genuine post that holds no order. Its field 'error' says what is wrong. Without this, such a post is answered and dropped, since Order Desk would only repeat it.",
		},
	],
};

/** Whether each option is on. Throws NodeOperationError for one that was added and says nothing. */
export const readOptions = (parameters: ParameterReader): IDataObject => {
	const added = parameters.collection('options', 'Options');
	return {
		allowUnsigned: parameters.addedFlag(added, 'allowUnsigned', 'Allow Unsigned Posts'),
		emitRepeats: parameters.addedFlag(added, 'emitRepeats', 'Emit Repeats'),
		emitUnusable: parameters.addedFlag(added, 'emitUnusable', 'Emit Unusable Posts'),
	};
};

const unsignedWarning: INodeProperties = {
	displayName:
		"Posts without a signature are accepted: whoever knows the URL and the store ID can start this workflow. Create an API key in Order Desk under 'Store Settings > API' and turn 'Allow Unsigned Posts' off as soon as you can.",
	name: 'unsignedNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { '/options.allowUnsigned': [true] }, hide: { event: [shipmentNotification] } },
};

export const properties: INodeProperties[] = [
	eventProperty,
	authenticationProperty,
	secretProperty,
	...setupNotices,
	filtersProperty,
	...orderOutputProperties,
	optionsProperty,
	unsignedWarning,
];
