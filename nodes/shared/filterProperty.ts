import type { INodeProperties } from 'n8n-workflow';

import type { Filter } from '../../api/lists/filter';

export const filterProperty = (name: string, filter: Filter): INodeProperties => {
	const common = { displayName: filter.label, name, description: filter.description };
	if (filter.kind === 'bound') return { ...common, type: 'dateTime', default: '' };
	if (filter.kind === 'folders') {
		return {
			...common,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getFolders' },
			default: [],
			description: `${filter.description}. Choose from the list, or give names or IDs in an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		};
	}
	return { ...common, type: 'string', default: '', ...(filter.placeholder && { placeholder: filter.placeholder }) };
};
