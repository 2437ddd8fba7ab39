import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { announceDuration } from '../../../nodes/OrderDesk/run/announceDuration';
import type { Operation } from '../../../nodes/OrderDesk/operation';
import { runNode } from '../../support/engine/engine.cts';
import { byId, byName, testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

const hintsOf = async (parameters: INodeParameters, ids: string[]) => {
	const { run } = await runNode({
		credential: store.credential,
		parameters: { resource: 'order', orderId: byId('={{ $json.id }}'), ...parameters },
		items: ids.map((id) => ({ id })),
	});
	return (run.data.resultData.runData['Order Desk']?.[0]?.hints ?? []).map(({ message }) => message);
};

describe('a run of more than 50 requests', () => {
	it('says how long it takes and what takes fewer requests', async () => {
		const hints = await hintsOf({ operation: 'get' }, store.put(51));
		expect(hints).toEqual([
			"51 requests or more take about 11 seconds at Order Desk's limit of 3 requests a second. Order > Get Many gets 500 orders with one request.",
		]);
	});

	it('is not announced where one request serves many items', async () => {
		expect(await hintsOf({ operation: 'move', folderId: byName('Closed') }, store.put(400))).toEqual([]);
	});

	it.each([
		[50, undefined],
		[51, '11 seconds'],
		[289, '90 seconds'],
		[293, '2 minutes'],
		[1_000, '6 minutes'],
		[100_000, '556 minutes'],
	])('tells it in the log and in the editor before it starts: %i requests take %s', (requests, duration) => {
		const told: string[] = [];
		const context = {
			getNode: () => ({ name: 'Ship' }),
			logger: { info: (message: string) => void told.push(message) },
			addExecutionHints: ({ message }: { message: string }) => void told.push(message),
		} as unknown as IExecuteFunctions;
		announceDuration(context, {} as Operation, requests);
		expect(told).toHaveLength(duration === undefined ? 0 : 2);
		for (const line of told) expect(line).toContain(`about ${duration} at`);
	});
});
