import { describe, expect, it } from '@jest/globals';
import { findFolder, getStore } from '../../api/store';
import type { Store } from '../../api/store';
import { scriptedStore, success } from '../support/scriptedStore.cts';

const read = async (store: unknown) => await getStore(scriptedStore([success({ store })]).client);

describe('the store settings', () => {
	it('hold no secret, however deep', async () => {
		const mail = { server: 'smtp', smtp_password: 'x', more: { api_key: 'y', kept: 1 } };
		const { settings } = await read({ id: 11, settings: { timezone: 'UTC', mail, webhook_token: 'z' } });
		expect(settings).toEqual({ timezone: 'UTC', mail: { server: 'smtp', more: { kept: 1 } } });
	});

	it('hold no secret in a list either', async () => {
		const accounts = [
			{ name: 'a', password: 'x' },
			[{ name: 'b', token: 'y' }],
			{ name: 'c', more: [{ access_key: 'z', kept: [1, null] }] },
		];
		const { settings } = await read({ id: 11, settings: { accounts, smtp_headers: ['x'] } });
		expect(settings).toEqual({
			accounts: [{ name: 'a' }, [{ name: 'b' }], { name: 'c', more: [{ kept: [1, null] }] }],
		});
	});

	it('are empty where Order Desk does not send them', async () => {
		const empty: Store = { id: '', name: '', timezone: '', folders: [], settings: {} };
		expect(await read([])).toEqual(empty);
		expect(await read({ id: 11, name: null, settings: [], folders: [] })).toEqual({ ...empty, id: '11' });
	});

	it('have folders that PHP writes as a list, since their IDs are 0 and 1', async () => {
		const folders = [
			{ id: '0', name: 'New' },
			{ id: '1', name: 'Prepared' },
		];
		expect(await read({ id: 11, folders: ['New', 'Prepared'] })).toMatchObject({ folders });
	});

	it.each([['odd'], [{ folders: 'odd' }], [{ settings: 5 }]])(
		'are an error where they cannot be read: %j',
		async (store) => {
			await expect(read(store)).rejects.toMatchObject({ kind: 'unknown' });
		},
	);
});

describe('a folder', () => {
	const folders = [
		{ id: '1', name: 'New' },
		{ id: '2', name: 'Twin' },
		{ id: '3', name: 'Twin' },
	];
	const store = (those = folders): Store => ({ id: '11', name: '', timezone: 'UTC', folders: those, settings: {} });

	it('is the only one with the name, or with the ID', () => {
		expect(findFolder(store(), 'name', ' New ')).toEqual(folders[0]);
		expect(findFolder(store(), 'id', '3')).toEqual(folders[2]);
	});

	it('is refused with the folders there are, when there is none or when there are several', () => {
		const advice = 'Its folders are: New (1), Twin (2), Twin (3).';
		expect(() => findFolder(store(), 'name', 'Old')).toThrow(
			expect.objectContaining({ message: "The store has no folder with the name 'Old'", advice }),
		);
		expect(() => findFolder(store(), 'name', 'Twin')).toThrow(
			expect.objectContaining({ message: "The store has 2 folders with the name 'Twin'", advice }),
		);
		expect(() => findFolder(store([]), 'id', '1')).toThrow(
			expect.objectContaining({ advice: 'Its folders are: none.' }),
		);
	});
});
