import type { INodeProperties } from 'n8n-workflow';

import type { Filter } from '../../api/lists/filter';
import { countries } from '../../api/records/countries';

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

export const countriesLabel = 'Ship To Countries';

/** Of both triggers: Order Desk itself does not search by country. */
export const countriesFilter: INodeProperties = {
	displayName: countriesLabel,
	name: 'countries',
	type: 'multiOptions',
	options: countries.map(({ code, name }) => ({ name: `${name} (${code})`, value: code })),
	default: [],
	description:
		"Only orders that go to one of these countries, by the shipping address, or by the customer's where that has none. An order may have a country as a code or as its English name; one whose country is missing, or is neither, is left out. An expression may give codes or names, such as DE, Austria.",
};
