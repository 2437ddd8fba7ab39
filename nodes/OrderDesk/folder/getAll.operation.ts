import { single } from '../operation';
import { limit, limitHint, returnAll } from '../properties/lists';

export const getAll = single({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many folders',
	description: 'List the folders of the store with their names and IDs',
	readOnly: true,
	returns: { id: 'string', name: 'string' },
	fields: [returnAll, limit],
	read: (parameters) => ({ most: parameters.limit() }),
	hint: ({ most }, results) => limitHint('folders', most, results),
	run: async (session, { most }) => {
		const { folders } = await session.store();
		return folders.slice(0, most).map(({ id, name }) => ({ id, name }));
	},
});
