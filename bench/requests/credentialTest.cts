import type { IExecuteFunctions, ICredentialTestFunctions, INodeType } from 'n8n-workflow';
import { testStore } from '../../nodes/connection/credentialTest/testStore';

/** A node that tests its credential, as n8n does when somebody saves it. */
export const credentialTest: INodeType = {
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
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		const data = await this.getCredentials('orderDeskApi');
		const context = { helpers: this.helpers } as unknown as ICredentialTestFunctions;
		const { status, message } = await testStore.call(context, { id: '', name: '', type: 'orderDeskApi', data });
		return [[{ json: status === 'OK' ? {} : { error: message } }]];
	},
};
