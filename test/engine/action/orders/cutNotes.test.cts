import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runNode } from '../../../support/engine/engine.cts';
import { byId, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

it.each([
	['is cut', 1, true],
	['is cut', 1, false],
	['does not fit any more', 2, true],
	['does not fit any more', 2, false],
] as const)('an update names the notes where one %s, %s of them, verified: %s', async (_, count, verify) => {
	const [id = ''] = store.put(1);
	const order_notes = { rows: Array.from({ length: count }, () => ({ username: 'Ann', content: 'x'.repeat(3_000) })) };
	const { json } = await runNode({
		credential: store.credential,
		parameters: {
			resource: 'order',
			operation: 'update',
			orderId: byId(id),
			updateFields: { order_notes, order_metadata: { entries: [{ name: 'run', value: '7' }] } },
			options: { verify },
		},
	});
	expect(json).toMatchObject([
		{ changed_fields: ['order_metadata', 'order_notes'], differing_fields: ['order_notes'] },
	]);
	expect(json[0]?.['verified']).toBe(verify ? false : undefined);
});
