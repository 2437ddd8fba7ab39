import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { authenticate } from './authenticate';
import { baseUrlProperty } from './baseUrlProperty';

const notAccepted = 'Order Desk does not accept this Store ID and API Key. Copy both from Store Settings > API again.';
const notOrderDesk = 'The Base URL leads to something other than Order Desk: the answer has no status. Correct it.';

export class OrderDeskApi implements ICredentialType {
	name = 'orderDeskApi';

	displayName = 'Order Desk API';

	documentationUrl = 'https://github.com/n8n-nodes-order-desk/n8n-nodes-order-desk#the-credential';

	icon: Icon = { light: 'file:../icons/orderDesk.svg', dark: 'file:../icons/orderDesk.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName:
				"In Order Desk, open 'Store Settings' and its 'API' tab. Copy the Store ID, and create an API Key if there is none yet.",
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Store ID',
			name: 'storeId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 12345',
			description: 'The number of your store, from Store Settings > API',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The API key of your store, from Store Settings > API. Order Desk also signs its webhooks with it.',
		},
		baseUrlProperty,
	];

	authenticate = authenticate;

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl || "https://app.orderdesk.me/api/v2"}}',
			url: '/test',
		},
		// What does not say its status is no answer of Order Desk: a page of a proxy, or of another address.
		// n8n accepts both kinds of rules together, but its type allows only one kind at a time.
		rules: [
			{ type: 'responseCode', properties: { value: 401, message: notAccepted } },
			{ type: 'responseCode', properties: { value: 403, message: notAccepted } },
			{ type: 'responseSuccessBody', properties: { key: 'status', value: 'error', message: notAccepted } },
			{ type: 'responseSuccessBody', properties: { key: 'status', value: undefined, message: notOrderDesk } },
		] as NonNullable<ICredentialTestRequest['rules']>,
	};
}
