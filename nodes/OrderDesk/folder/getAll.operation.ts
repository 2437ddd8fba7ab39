import { single } from '../operation';
import { limitHint, limitProperties, returnAllProperty } from '../properties/lists';

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many folders',
	description: 'List the folders of the store with their names and IDs',
	readOnly: true,
	asksManyStores: true,
	returns: { id: 'string', name: 'string' },
	fields: [returnAllProperty, ...limitProperties],
	read: (parameters) => ({ limit: parameters.limit() }),
	hint: ({ limit }, results) => limitHint('folders', limit, results),
	run: async (lookups, { limit }) => {
		const { folders } = await lookups.currentStore();
		return folders.slice(0, limit).map(({ id, name }) => ({ id, name }));
	},
});
