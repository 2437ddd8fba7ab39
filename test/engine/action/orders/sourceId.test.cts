import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { runNode } from '../../../support/engine/engine.cts';
import { testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

const order = { customer: { company: 'Acme' }, order_items: [{ name: 'Glue' }] };
const parameters = (more: IDataObject = {}) => ({
	resource: 'order',
	operation: 'create',
	orderInput: 'json',
	orderJson: JSON.stringify({ ...order, ...more }),
	options: { generateSourceId: true },
});

describe('Order > Create, with Generate Source ID', () => {
	let store: TestStore;
	beforeEach(async () => void (store = await testStore()));
	afterEach(() => store.close());

	it('gives each order without a source ID one of its own, and reports it', async () => {
		const run = async () => await runNode({ credential: store.credential, parameters: parameters(), items: [{}, {}] });
		const created = [...(await run()).json, ...(await run()).json];
		expect(new Set(created.map(({ source_id }) => source_id)).size).toBe(4);
		for (const { source_id, generated_source_id, already_existed } of created) {
			expect(source_id).toMatch(/^n8n-\d+-[12]-[0-9a-f]{12}$/);
			expect({ generated_source_id, already_existed }).toEqual({
				generated_source_id: source_id,
				already_existed: false,
			});
		}
	});

	it('leaves a source ID that is given', async () => {
		const { json } = await runNode({ credential: store.credential, parameters: parameters({ source_id: 'W-1' }) });
		expect(json).toMatchObject([{ source_id: 'W-1' }]);
		expect(json[0]).not.toHaveProperty('generated_source_id');
	});
});

describe('a generated source ID', () => {
	const sent: string[] = [];
	let server: Server;
	beforeEach(async () => {
		server = createServer((request, response) => {
			let text = '';
			request.on('data', (part: Buffer) => (text += part.toString()));
			request.on('end', () => {
				sent.push((JSON.parse(text) as { source_id: string }).source_id);
				response.writeHead(400, { 'content-type': 'application/json' });
				response.end('{"status":"error","message":"Not now."}');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(async () => await new Promise((resolve) => server.close(resolve)));

	it('stays the same in all tries of Retry On Fail', async () => {
		const { port } = server.address() as AddressInfo;
		const credential = { storeId: '7', apiKey: 'none', baseUrl: `http://127.0.0.1:${port}/api/v2` };
		const { error } = await runNode({ credential, parameters: parameters(), retryOnFail: true });
		expect(error?.message).toBe('Order Desk did not create the order: Not now.');
		expect(sent).toHaveLength(3);
		expect(new Set(sent).size).toBe(1);
	});
});
