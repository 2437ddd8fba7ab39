import { single } from '../operation';

export const get = single({
	name: 'Get',
	value: 'get',
	action: 'Get store',
	description: 'Get the name, time zone, folders and settings of the store, without its keys and passwords',
	readOnly: true,
	asksManyStores: true,
	returns: { id: 'string', name: 'string', timezone: 'string', settings: 'object', folders: 'objects' },
	fields: [],
	read: () => undefined,
	run: async (lookups) => {
		const { folders, ...store } = await lookups.currentStore();
		return { ...store, folders: folders.map(({ id, name }) => ({ id, name })) };
	},
});
