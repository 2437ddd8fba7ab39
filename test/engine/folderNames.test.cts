import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine/engine.cts';
import { pollingTrigger } from '../support/engine/pollingTrigger.cts';
import { byId, byName, testStore } from '../support/engine/sandboxStore.cts';
import type { TestStore } from '../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const run = async (operation: string, parameters: INodeParameters, ids: readonly string[] = ['']) =>
	await runNode({
		credential: store.credential,
		parameters: { resource: 'order', operation, ...parameters },
		items: ids.map((id) => ({ id })),
	});

const folders = () => store.sandbox.store.folders.all();
const eachId = byId('={{ $json.id }}');

describe('the name of the folder', () => {
	it.each(['full', 'raw', 'simplified', 'selected'])('is in every order of Get and Get Many: %s', async (output) => {
		const ids = store.put(3);
		const got = await run('get', { orderId: eachId, output, outputFields: ['email'] }, ids);
		const listed = await run('getAll', { returnAll: true, output, outputFields: ['email'] });
		for (const { json } of [got, listed]) {
			expect(json.map(({ folder_name: name }) => name)).toEqual(['New', 'New', 'New']);
		}
	});

	it('is in the orders of the polling trigger, also in those of shipments', async () => {
		const orders = pollingTrigger(store.credential, { event: 'newOrder' });
		const shipments = pollingTrigger(store.credential, { event: 'newShipment' });
		await orders.check();
		await shipments.check();
		const [id] = store.put(1) as [string];
		store.sandbox.store.shipments.add(id, { tracking_number: '1' });
		const items = [...((await orders.check()) ?? []), ...((await shipments.check()) ?? [])].flat();
		expect(items).toMatchObject([
			{ id, folder_name: 'New' },
			{ tracking_number: '1', order: { id, folder_name: 'New' } },
		]);
	});

	it('is empty where the store no longer has the folder', async () => {
		const ids = store.put(2);
		folders().splice(0, folders().length, { id: '9', name: 'Other' });
		const { json } = await run('get', { orderId: eachId }, ids);
		expect(json.map(({ folder_name: name }) => name)).toEqual(['', '']);
		expect(store.requests()).toMatchObject({ 'GET /store': 1 });
	});

	it('is asked for once by executions that follow each other within a minute, as is the folder of a move', async () => {
		const ids = store.put(6);
		for (const id of ids) {
			await run('get', { orderId: eachId }, [id]);
			expect((await run('move', { orderId: eachId, folderId: byName('Closed') }, [id])).error).toBeUndefined();
		}
		expect(store.requests()).toEqual({ 'GET /orders/{id}': 6, 'POST /move-orders': 6, 'GET /store': 1 });
	});

	it('is known of a folder that was made after the names were read, and orders are moved to it', async () => {
		const ids = store.put(2);
		await run('get', { orderId: eachId }, ids);
		folders().push({ id: '99', name: 'Express' });
		const moved = await run('move', { orderId: eachId, folderId: byName('Express') }, ids);
		expect(moved.json).toMatchObject([{ folder_name: 'Express' }, { folder_name: 'Express' }]);
		expect((await run('get', { orderId: eachId }, ids)).json).toMatchObject([
			{ folder_name: 'Express' },
			{ folder_name: 'Express' },
		]);
		expect(store.requests()).toMatchObject({ 'GET /store': 2 });
	});

	it('finds the folder in other capitals too, and the output has it as the store writes it', async () => {
		const [id] = store.put(1) as [string];
		const moved = await run('move', { orderId: eachId, folderId: byName('closed') }, [id]);
		expect(moved.json).toMatchObject([{ folder_name: 'Closed' }]);
		expect(store.requests()).toEqual({ 'GET /store': 1, 'POST /move-orders': 1 });
	});

	it('that no folder has is looked for once in a run, and the folders there are now are told', async () => {
		const ids = store.put(20);
		await run('get', { orderId: eachId }, [ids[0] ?? '']);
		folders().push({ id: '99', name: 'Express' });
		const { error } = await run('move', { orderId: eachId, folderId: byName('={{ "No" + $json.id }}') }, ids);
		expect(error?.description).toContain('Express (99)');
		expect(store.requests()).toMatchObject({ 'GET /store': 2 });
	});
});
