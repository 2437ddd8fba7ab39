import type { INodeProperties } from 'n8n-workflow';

import { defaultBaseUrl } from '../api/client/address';

export const baseUrlProperty: INodeProperties = {
	displayName: 'Base URL',
	name: 'baseUrl',
	type: 'string',
	default: defaultBaseUrl,
	description:
		'Leave this as it is. Only a sandbox store on this machine has another address, such as http://127.0.0.1:4010/api/v2.',
};
