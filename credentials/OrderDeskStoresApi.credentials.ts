import type { ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { authenticate } from './authenticate';
import { baseUrlProperty } from './baseUrlProperty';

/**
 * Several stores. They are one text instead of rows with a masked field each: n8n puts masked values back by the
 * number of their row, so that a row that is removed or moved would hand its key to another store.
 */
export class OrderDeskStoresApi implements ICredentialType {
	name = 'orderDeskStoresApi';

	displayName = 'Order Desk Stores API';

	documentationUrl = 'https://github.com/n8n-nodes-order-desk/n8n-nodes-order-desk/blob/main/docs/many-stores.md';

	icon: Icon = { light: 'file:../icons/orderDesk.svg', dark: 'file:../icons/orderDesk.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName:
				"In each store of Order Desk, open 'Store Settings' and its 'API' tab. Write one store per line: a name of your choice, the Store ID and the API Key, with commas between them, or paste the three columns of a spreadsheet. Where n8n shows a single line here, paste the whole list into it. n8n does not show it again: to add a store later, paste the whole list.",
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Stores',
			name: 'apiKeys',
			type: 'string',
			typeOptions: { password: true, rows: 8 },
			default: '',
			required: true,
			placeholder: 'e.g. Acme, 12345, the API key',
			description: 'One store per line: Name, Store ID, API Key',
		},
		baseUrlProperty,
	];

	// A request carries the ID and the key of the one store that it is for: nodes/connection/stores.ts hands out these.
	authenticate = authenticate;
}
