import { describe, expect, it } from '@jest/globals';
import { findFolder, getStore, hasFolder } from '../../api/store';
import type { Store } from '../../api/store';
import { scriptedStore, success } from '../support/scriptedStore.cts';

const read = async (store: unknown) => await getStore(scriptedStore([success({ store })]).client);

describe('the store settings', () => {
	it('hold no secret, however deep', async () => {
		const mail = { server: 'smtp', smtp_password: 'x', more: { api_key: 'y', kept: 1 } };
		const { settings } = await read({ id: 11, folders: {}, settings: { timezone: 'UTC', mail, webhook_token: 'z' } });
		expect(settings).toEqual({ timezone: 'UTC', mail: { server: 'smtp', more: { kept: 1 } } });
	});

	it('hold no secret in a list either', async () => {
		const accounts = [
			{ name: 'a', password: 'x' },
			[{ name: 'b', token: 'y' }],
			{ name: 'c', more: [{ access_key: 'z', kept: [1, null] }] },
		];
		const { settings } = await read({ id: 11, folders: {}, settings: { accounts, smtp_headers: ['x'] } });
		expect(settings).toEqual({
			accounts: [{ name: 'a' }, [{ name: 'b' }], { name: 'c', more: [{ kept: [1, null] }] }],
		});
	});

	it('are empty where Order Desk does not send them, but for the folders', async () => {
		const empty: Store = { id: '', name: '', timezone: '', folders: [], settings: {} };
		expect(await read({ folders: [] })).toEqual(empty);
		expect(await read({ id: 11, name: null, settings: [], folders: {} })).toEqual({ ...empty, id: '11' });
	});

	it('have folders that PHP writes as a list, since their IDs are 0 and 1', async () => {
		const folders = [
			{ id: '0', name: 'New' },
			{ id: '1', name: 'Prepared' },
		];
		expect(await read({ id: 11, folders: ['New', 'Prepared'] })).toMatchObject({ folders });
	});

	it.each(['odd', [], { settings: 5, folders: [] }])('are an error where they cannot be read: %j', async (store) => {
		await expect(read(store)).rejects.toMatchObject({ kind: 'unknown' });
	});
});

describe('the folders of a store', () => {
	const folders = [
		{ id: '21655', name: 'Prepared' },
		{ id: '21656', name: '5' },
	];

	it.each<[string, unknown]>([
		['IDs and names', { 21655: 'Prepared', 21656: 5 }],
		[
			'a list of records',
			[
				{ id: '21655', name: 'Prepared' },
				{ id: 21656, name: '5', sort: 1 },
			],
		],
		['a list with a gap', { 0: { id: 21655, name: 'Prepared' }, 2: { id: ' 21656 ', name: 5 } }],
		['records by their IDs', { 21655: { id: '21655', name: 'Prepared' }, 21656: { id: '21656', name: '5' } }],
	])('are read as %s', async (_, given) => {
		expect(await read({ id: 11, folders: given })).toMatchObject({ folders });
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		[''],
		['Prepared'],
		[5],
		[true],
		[[null]],
		[['Prepared', null]],
		[[[21655, 'Prepared']]],
		[[{ name: 'Prepared' }]],
		[[{ id: null, name: 'Prepared' }]],
		[[{ id: '', name: 'Prepared' }]],
		[[{ id: 21655 }]],
		[[{ id: 21655, name: null }]],
		[[{ id: 21655, name: { en: 'Prepared' } }]],
		[[{ id: 21655, name: 'Prepared' }, 'odd', null]],
		[{ 21655: null }],
		[{ 21655: ['Prepared'] }],
		[{ 21655: { name: 'Prepared' } }],
	])('are an error, and never none or others, as %j', async (given) => {
		const message = "Order Desk sent 'folders' in a form that cannot be read";
		await expect(read({ id: 11, folders: given })).rejects.toMatchObject({ kind: 'unknown', message });
	});
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

	it('is found by its name in other capitals, where no folder has exactly this name', () => {
		const closed = { id: '4', name: 'Closed' };
		const likewise = { id: '5', name: 'closed' };
		expect(findFolder(store([closed]), 'name', ' cLOSED')).toEqual(closed);
		expect(findFolder(store([closed, likewise]), 'name', 'closed')).toEqual(likewise);
		expect(hasFolder([closed, likewise], 'name', 'CLOSED')).toBe(false);
		expect(() => findFolder(store([closed, likewise]), 'name', 'CLOSED')).toThrow(
			expect.objectContaining({
				message: "The store has 2 folders with the name 'CLOSED'",
				advice: 'Choose one by its ID: Closed (4), closed (5).',
			}),
		);
	});

	it('is refused with the folders there are, when there is none or when there are several', () => {
		const folders = 'New (1), Twin (2), Twin (3).';
		expect(() => findFolder(store(), 'name', 'Old')).toThrow(
			expect.objectContaining({
				message: "The store has no folder with the name 'Old'",
				advice: `Choose one of its folders: ${folders}`,
			}),
		);
		expect(() => findFolder(store(), 'name', 'Twin')).toThrow(
			expect.objectContaining({
				message: "The store has 2 folders with the name 'Twin'",
				advice: `Choose one by its ID: ${folders}`,
			}),
		);
		expect(() => findFolder(store([]), 'id', '1')).toThrow(
			expect.objectContaining({ advice: 'Choose one of its folders: none.' }),
		);
	});
});
