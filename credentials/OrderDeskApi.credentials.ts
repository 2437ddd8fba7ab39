import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { authenticate } from './authenticate';
import { baseUrlProperty } from './baseUrlProperty';

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
}
