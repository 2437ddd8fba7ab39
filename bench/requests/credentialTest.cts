import type { INodeType } from 'n8n-workflow';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';

/** The node that n8n puts together of a credential to test it. */
export const credentialTest = {
	description: {
		displayName: 'Credential test',
		name: 'credentialTest',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Credential test' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'orderDeskApi', required: true }],
		requestDefaults: {},
		properties: [
			{
				displayName: 'Test',
				name: 'test',
				type: 'string',
				default: '',
				routing: { request: new OrderDeskApi().test.request },
			},
		],
	},
} as unknown as INodeType;
